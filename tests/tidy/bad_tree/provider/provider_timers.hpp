// Waits have names here, so their numbers are fine.
#pragma once
inline constexpr auto k_patience = 4s;
