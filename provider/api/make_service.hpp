// Builds a Service over lines that exist already, on a virtual or a real loop.
#pragma once

#include <memory>
#include <vector>

#include "campon/service.hpp"
#include "provider/api/loop.hpp"
#include "provider/line/line_provider.hpp"

namespace campon {

// What the service stands on when it owns it: devices, lines, loop. Destroyed last.
class Foundation {
 public:
  virtual ~Foundation() = default;
};

struct ServiceParts {
  // Both must outlive the service, or belong to `owned`. The service attaches itself to each line as its observer.
  Loop& loop;
  std::vector<provider::LineProvider*> lines;
  std::unique_ptr<Foundation> owned = nullptr;
};

std::unique_ptr<Service> make_service(ServiceParts parts);

}  // namespace campon
