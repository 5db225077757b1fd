"""Job objects of Windows: they limit the memory of a process, and end it when this process ends.

Nothing here has been run: the project is tested on Linux.
"""

import ctypes
import subprocess
import sys

from extract.limits import Limits

# JOBOBJECT_EXTENDED_LIMIT_INFORMATION, and the flags of its BasicLimitInformation (winnt.h)
_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_PROCESS_MEMORY, _KILL_ON_JOB_CLOSE = 0x100, 0x2000
# what the program itself takes in a new process
_PROGRAM_BYTES = 512 << 20


class _BasicLimits(ctypes.Structure):
    _fields_ = [  # as ctypes wants it
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    ]


class _ExtendedLimits(ctypes.Structure):
    _fields_ = [  # as ctypes wants it
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


if sys.platform == "win32":

    class JobObject:
        """A job that holds one process."""

        def __init__(self, process: "subprocess.Popen[bytes]", limits: Limits) -> None:
            self._kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            self._kernel.CreateJobObjectW.restype = ctypes.c_void_p
            self._handle = ctypes.c_void_p(self._kernel.CreateJobObjectW(None, None))
            wanted = _ExtendedLimits()
            wanted.basic.flags = _LIMIT_PROCESS_MEMORY | _KILL_ON_JOB_CLOSE
            wanted.process_memory = limits.memory + _PROGRAM_BYTES
            self._kernel.SetInformationJobObject(
                self._handle,
                _EXTENDED_LIMIT_INFORMATION,
                ctypes.byref(wanted),
                ctypes.sizeof(wanted),
            )
            # the process waits for its arguments, which are sent once it is in the job
            self._kernel.AssignProcessToJobObject(
                self._handle, ctypes.c_void_p(int(process._handle))
            )

        def close(self) -> None:
            """End what is in the job."""
            self._kernel.CloseHandle(self._handle)
