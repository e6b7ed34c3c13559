
namespace campon {
int shapeless();
}
