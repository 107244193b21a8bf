// Output buffers in the manner of PKCS#11 §5.2: a null buffer asks for the size, a small one leaves the operation active.
#pragma once
#include <cstring>

#include "bytes.h"
#include "fail.h"

namespace softukey {

/** True when the caller's buffer is really there; otherwise the caller only learns `needed`. */
inline bool hasRoom(const CK_BYTE* buffer, CK_ULONG* length, std::size_t needed) {
  require(length != nullptr, CKR_ARGUMENTS_BAD);
  const CK_ULONG room = *length;
  if (buffer != nullptr && room >= needed) return true;
  *length = needed;
  if (buffer != nullptr) fail(CKR_BUFFER_TOO_SMALL);
  return false;
}

inline void giveBytes(const Bytes& bytes, CK_BYTE* buffer, CK_ULONG* length) {
  std::memcpy(buffer, bytes.data(), bytes.size());
  *length = bytes.size();
}

/** Runs a step of an operation; any failure but a small buffer ends the operation. */
template <class Operation, class Step>
void stepOf(Operation& operation, Step step) {
  require(operation.has_value(), CKR_OPERATION_NOT_INITIALIZED);
  try {
    step(*operation);
  } catch (const Fail& failure) {
    if (failure.rv != CKR_BUFFER_TOO_SMALL) operation.reset();
    throw;
  } catch (...) {
    operation.reset();
    throw;
  }
}

}  // namespace softukey
