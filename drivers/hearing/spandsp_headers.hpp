// What is used of spandsp, in the order its headers need, without the TIFF library that <spandsp.h> wants. Private.
#pragma once

#include <cstdint>

// clang-format off
#include <spandsp/telephony.h>
#include <spandsp/logging.h>
#include <spandsp/complex.h>
#include <spandsp/queue.h>
#include <spandsp/async.h>
#include <spandsp/tone_detect.h>
#include <spandsp/tone_generate.h>
#include <spandsp/super_tone_rx.h>
#include <spandsp/dtmf.h>
#include <spandsp/adsi.h>
// clang-format on
