// What a file on a token is, by its first octets: an SESeal (GB/T 38540 §6.1, GM/T 0031), a picture of a seal, or something else.
#pragma once
#include <string>

#include "guarded.h"

namespace skfbridge {

enum class FileKind { other, seal, picture };

/** `head`: the first octets, a kilobyte at most. */
FileKind fileKind(const Bytes& head);

/** esID of an SESeal; empty where the octets are none. */
std::string sealIdentifier(const Bytes& seal);

/** Octets of the DER value at the beginning, its head included; 0: no DER. */
std::uint32_t derLength(const Bytes& head);

}  // namespace skfbridge
