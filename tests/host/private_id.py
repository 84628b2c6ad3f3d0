#!/usr/bin/env python3
"""private_id.py CAPTURE INTO: the capture as the plugin made it before it had a registered number. Of its events the number alone
is changed; a capture is a row of blocks (type, length, content, length), and one with an event of a plugin has the type 0x221."""
import struct
import sys

REGISTERED, PRIVATE = 29, 0x616F626F
LARGE_EVENT, PLUGIN_EVENT = 0x221, 322
HEADER = struct.Struct("<IIHQQIHIIII")  # of the block; the processor; of the event; two lengths and the number

capture = bytearray(open(sys.argv[1], "rb").read())
at = changed = 0
while at < len(capture):
    kind, length = struct.unpack_from("<II", capture, at)
    if kind == LARGE_EVENT:
        event = HEADER.unpack_from(capture, at)
        assert event[6:9] == (PLUGIN_EVENT, 2, 4) and event[10] == REGISTERED, event
        struct.pack_into("<I", capture, at + HEADER.size - 4, PRIVATE)
        changed += 1
    at += length
open(sys.argv[2], "wb").write(capture)
print(changed)
