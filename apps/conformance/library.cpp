#include "apps/conformance/library.hpp"

#include <dlfcn.h>

namespace campon::conformance {
namespace {

// Without these nothing can be tried. [tspi: basic telephony functions]
constexpr const char* k_needed[] = {"lineNegotiateTSPIVersion",
                                    "providerEnumDevices",
                                    "providerInit",
                                    "providerShutdown",
                                    "lineGetDevCaps",
                                    "lineGetAddressCaps",
                                    "lineOpen",
                                    "lineClose",
                                    "lineSetStatusMessages",
                                    "lineGetLineDevStatus",
                                    "lineGetAddressStatus",
                                    "lineMakeCall",
                                    "lineDrop",
                                    "lineCloseCall",
                                    "lineAnswer",
                                    "lineGetCallInfo",
                                    "lineGetCallStatus"};

}  // namespace

Library::Library(void* handle) : handle_(handle) {
#define CONFORMANCE_FUNCTION(name) this->name = reinterpret_cast<decltype(&TSPI_##name)>(dlsym(handle_, "TSPI_" #name));
  CONFORMANCE_FUNCTIONS(CONFORMANCE_FUNCTION)
#undef CONFORMANCE_FUNCTION
}

Library::~Library() {
  if (handle_ != nullptr) dlclose(handle_);
}

void* Library::find(const std::string& symbol) const { return handle_ == nullptr ? nullptr : dlsym(handle_, symbol.c_str()); }

std::unique_ptr<Library> Library::load(const std::string& path, std::string& why) {
  void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    why = dlerror();
    return nullptr;
  }
  std::unique_ptr<Library> library(new Library(handle));
  for (const char* name : k_needed)
    if (library->find(std::string("TSPI_") + name) == nullptr) {
      why = path + " has no TSPI_" + name;
      return nullptr;
    }
  return library;
}

}  // namespace campon::conformance
