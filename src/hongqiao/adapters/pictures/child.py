"""The process in which pictures are decoded: length-prefixed pictures in, length-prefixed answers out.

Started by darkroom.py as `python -I <this file> <parent> <pixels> <seconds>`. Once ready it can open no file
and no socket, and its memory and time are limited: what a decoder is tricked into stays in here.
"""

import ctypes
import os
import resource
import signal
import sys
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # -I leaves our own package out

from PIL import Image

from hongqiao.adapters.pictures import developing
from hongqiao.adapters.pictures.wire import LENGTH, READY, UNHEARD, Answer
from hongqiao.kernel.errors import Invalid, Refusal, Unavailable

MEMORY_BYTES = 1200 << 20
_DESCRIPTORS = 4  # input, nowhere, nowhere, answers: the next one would be too many
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def main() -> None:
    """Answers pictures until standard input ends."""
    parent, max_pixels, seconds = (int(argument) for argument in sys.argv[1:4])
    die_with(parent)
    answers = take_over_output()
    developing.prepare(max_pixels)
    rehearse()
    give_up_rights()
    tell(answers, READY)
    while (data := hear(sys.stdin.buffer)) is not None:
        limit_time(seconds)
        tell(answers, msgspec.msgpack.encode(answer_to(data)))


def die_with(parent: int) -> None:
    """Asks the kernel to end this process when its parent ends, even by kill -9."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    os.nice(5)  # reading pages comes before taking pictures in


def take_over_output() -> BinaryIO:
    """Keeps the pipe for answers alone; whatever a decoder prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return answers


def rehearse() -> None:
    """Takes each format once: what is loaded on first use must be here before the door closes."""
    for format_ in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF", "MPO"):
        sample = BytesIO()
        Image.new("RGB", (64, 64), "white").save(sample, format=format_, exif=Image.Exif().tobytes())
        developing.develop(sample.getvalue())


def give_up_rights() -> None:
    """From here on: no new file or socket, no file written, no core dump, limited memory."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (_DESCRIPTORS, _DESCRIPTORS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def limit_time(seconds: int) -> None:
    """So much processor time for the next picture; the parent's deadline ends what merely waits."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def hear(source: BinaryIO) -> bytes | None:
    """The next picture, None at the end."""
    head = source.read(LENGTH.size)
    return source.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def answer_to(data: bytes) -> Answer:
    """The picture developed, or why not."""
    try:
        return Answer(developed=developing.develop(data))
    except Refusal as refusal:
        return _refused(refusal)
    except ImportError as error:  # not the picture's fault: something is missing here
        return _refused(Unavailable(UNHEARD, detail=repr(error)))
    except Exception as error:  # the edge of this process: decoders raise anything on hostile bytes
        return _refused(Invalid(developing.DAMAGED, detail=repr(error)[:500]))


def _refused(refusal: Refusal) -> Answer:
    values = {name: value for name, value in refusal.values.items() if isinstance(value, int | str)}
    return Answer(
        family=type(refusal).__name__, message=refusal.message, values=values, detail=refusal.detail
    )


def tell(answers: BinaryIO, body: bytes) -> None:
    """One answer to the parent."""
    rest = memoryview(LENGTH.pack(len(body)) + body)
    while rest:
        rest = rest[answers.write(rest) :]


if __name__ == "__main__":
    main()
