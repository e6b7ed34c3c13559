int a; 
	int b;
#if 0
int c;
#endif
bool is_zyxel = false;
