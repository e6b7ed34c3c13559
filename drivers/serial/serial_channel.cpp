#include "drivers/serial/serial_channel.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>
#include <termios.h>

#include <cerrno>
#include <system_error>

#include "drivers/serial/port_handle.hpp"
#include "hal/env/real/fd_channel.hpp"
#include "hal/env/real/tty.hpp"
#include "hal/env/trace.hpp"

namespace campon::serial {
namespace {

using env::ErrorCode;
using env::fail;
using env::Remedy;

// The kernel knows what is behind a number: ptys and consoles have no device of their own.
env::Result is_serial_port(const std::string& path, dev_t device) {
  const std::string node = "/sys/dev/char/" + std::to_string(major(device)) + ":" + std::to_string(minor(device)) + "/device";
  if (::access(node.c_str(), F_OK) == 0) return {};
  return fail(ErrorCode::device_unfit, Remedy::misuse, env::escaped(path) + " is not a serial port; ports: " + names_of(list_ports()));
}

tl::unexpected<env::Error> library_error(const std::string& path, std::string_view doing, sp_return code, int error) {
  const bool refused = code == SP_ERR_ARG || code == SP_ERR_SUPP;
  const std::string why = refused ? "not a port that libserialport knows" : std::generic_category().message(error);
  const std::string what = "cannot " + std::string(doing) + " " + env::escaped(path) + ": " + why;
  if (error == EBUSY && !refused) return fail(ErrorCode::device_held, Remedy::later, what);
  if (refused || error == ENOTTY || error == EINVAL || error == EACCES) return fail(ErrorCode::device_unfit, Remedy::misuse, what);
  return fail(ErrorCode::device_missing, Remedy::gone, what);
}

sp_return configure(sp_port* port, const PortOptions& options) {
  sp_port_config* made = nullptr;
  if (const sp_return code = sp_new_config(&made); code != SP_OK) return code;
  const ConfigHandle config(made);
  sp_set_config_baudrate(made, options.baud);
  sp_set_config_bits(made, 8);
  sp_set_config_parity(made, SP_PARITY_NONE);
  sp_set_config_stopbits(made, 1);
  sp_set_config_flowcontrol(made, options.rts_cts ? SP_FLOWCONTROL_RTSCTS : SP_FLOWCONTROL_NONE);
  if (!options.rts_cts) sp_set_config_rts(made, SP_RTS_ON);
  sp_set_config_dtr(made, SP_DTR_ON);
  return sp_set_config(port, made);
}

// Lets go of libserialport: a copy of its descriptor keeps the port open, with its locks and without its owner.
env::Expected<env::UniqueFd> opened_by_library(const std::string& path, const PortOptions& options) {
  const PortHandle port = find_port(path.c_str());
  if (!port) return library_error(path, "find", SP_ERR_ARG, 0);
  if (const sp_return code = sp_open(port.get(), SP_MODE_READ_WRITE); code != SP_OK)
    return library_error(path, "open", code, sp_last_error_code());
  const sp_return configured = configure(port.get(), options);
  const int error = sp_last_error_code();
  int handle = -1;
  sp_get_port_handle(port.get(), &handle);
  env::UniqueFd fd(::fcntl(handle, F_DUPFD_CLOEXEC, 0));
  sp_close(port.get());
  if (configured != SP_OK) return library_error(path, "configure", configured, error);
  if (!fd.valid()) return library_error(path, "keep", SP_ERR_FAIL, errno);
  return fd;
}

env::Result set_dtr(int fd, bool on) {
  const int line = TIOCM_DTR;
  if (::ioctl(fd, on ? TIOCMBIS : TIOCMBIC, &line) == 0) return {};
  const std::string why = std::generic_category().message(errno);
  if (errno == ENOTTY || errno == EINVAL) return fail(ErrorCode::not_supported, Remedy::unsupported, "no modem lines: " + why);
  return fail(ErrorCode::device_missing, Remedy::gone, "the device is gone: " + why);
}

// libserialport 0.1.1 takes the order for RTS/CTS, says that all is well, and leaves CRTSCTS as it is; a newer one clears HUPCL.
env::Result made_ours(int fd, const std::string& device, const std::string& path, env::FlowControl flow) {
  if (auto same = env::still_names(device, fd); !same) return same;
  if (auto claimed = env::claim_tty(fd, path); !claimed) return claimed;
  auto raw = env::make_raw(fd, path, flow);
  if (!raw) env::disclaim_tty(fd);
  return raw;
}

}  // namespace

env::Expected<std::unique_ptr<env::ByteChannel>> open_port(env::AsioScheduler& scheduler, const std::string& device, PortOptions options) {
  // Looked at first by a descriptor of our own: sp_open changes the settings of a port before anybody can see that another
  // program holds it. The descriptor stays open meanwhile, or DTR would fall and rise.
  auto node = env::open_tty(device, is_serial_port);
  if (!node && node.error().code == ErrorCode::device_missing) node.error().what += "; ports: " + names_of(list_ports());
  if (!node) return tl::unexpected(node.error());
  if (auto free = env::check_free(node->fd.get(), node->path); !free) return tl::unexpected(free.error());
  auto fd = opened_by_library(node->path, options);
  if (!fd) return tl::unexpected(fd.error());
  const auto flow = options.rts_cts ? env::FlowControl::rts_cts : env::FlowControl::none;
  if (auto ours = made_ours(fd->get(), device, node->path, flow); !ours) return tl::unexpected(ours.error());
  return std::make_unique<env::FdChannel>(scheduler, std::move(*fd), device, env::FdHooks{set_dtr, env::disclaim_tty});
}

}  // namespace campon::serial
