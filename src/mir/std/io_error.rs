// SPDX-License-Identifier: MIT
//
// Errors of input and output: of the system, by their errno, or of the program.
pub mod io {
    use crate::std;
    use std::fmt::{Debug, Display, Formatter};
    use std::option::Option::{self, None, Some};
    use std::result::Result::{self, Ok};

    pub struct Error {
        repr: std::boxed::Box<Cause>,
    }
    /// A code of the system, an error of the program, or a text; nothing else is a kind alone.
    pub struct Cause {
        kind: std::io::ErrorKind,
        code: Option<i32>,
        error:
            Option<std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync>>,
        text: &'static str,
    }

    pub enum ErrorKind {
        NotFound,
        PermissionDenied,
        ConnectionRefused,
        ConnectionReset,
        HostUnreachable,
        NetworkUnreachable,
        ConnectionAborted,
        NotConnected,
        AddrInUse,
        AddrNotAvailable,
        NetworkDown,
        BrokenPipe,
        AlreadyExists,
        WouldBlock,
        NotADirectory,
        IsADirectory,
        DirectoryNotEmpty,
        ReadOnlyFilesystem,
        FilesystemLoop,
        StaleNetworkFileHandle,
        InvalidInput,
        InvalidData,
        TimedOut,
        WriteZero,
        StorageFull,
        NotSeekable,
        QuotaExceeded,
        FileTooLarge,
        ResourceBusy,
        ExecutableFileBusy,
        Deadlock,
        CrossesDevices,
        TooManyLinks,
        InvalidFilename,
        ArgumentListTooLong,
        Interrupted,
        Unsupported,
        UnexpectedEof,
        OutOfMemory,
        InProgress,
        Other,
        Uncategorized,
    }
    const NAMES: [&str; 42] = [
        "NotFound",
        "PermissionDenied",
        "ConnectionRefused",
        "ConnectionReset",
        "HostUnreachable",
        "NetworkUnreachable",
        "ConnectionAborted",
        "NotConnected",
        "AddrInUse",
        "AddrNotAvailable",
        "NetworkDown",
        "BrokenPipe",
        "AlreadyExists",
        "WouldBlock",
        "NotADirectory",
        "IsADirectory",
        "DirectoryNotEmpty",
        "ReadOnlyFilesystem",
        "FilesystemLoop",
        "StaleNetworkFileHandle",
        "InvalidInput",
        "InvalidData",
        "TimedOut",
        "WriteZero",
        "StorageFull",
        "NotSeekable",
        "QuotaExceeded",
        "FileTooLarge",
        "ResourceBusy",
        "ExecutableFileBusy",
        "Deadlock",
        "CrossesDevices",
        "TooManyLinks",
        "InvalidFilename",
        "ArgumentListTooLong",
        "Interrupted",
        "Unsupported",
        "UnexpectedEof",
        "OutOfMemory",
        "InProgress",
        "Other",
        "Uncategorized",
    ];
    const TEXTS: [&str; 42] = [
        "entity not found",
        "permission denied",
        "connection refused",
        "connection reset",
        "host unreachable",
        "network unreachable",
        "connection aborted",
        "not connected",
        "address in use",
        "address not available",
        "network down",
        "broken pipe",
        "entity already exists",
        "operation would block",
        "not a directory",
        "is a directory",
        "directory not empty",
        "read-only filesystem or storage medium",
        "filesystem loop or indirection limit (e.g. symlink loop)",
        "stale network file handle",
        "invalid input parameter",
        "invalid data",
        "timed out",
        "write zero",
        "no storage space",
        "seek on unseekable file",
        "quota exceeded",
        "file too large",
        "resource busy",
        "executable file busy",
        "deadlock",
        "cross-device link or rename",
        "too many links",
        "invalid filename",
        "argument list too long",
        "operation interrupted",
        "unsupported",
        "unexpected end of file",
        "out of memory",
        "in progress",
        "other error",
        "uncategorized error",
    ];

    impl std::clone::Clone for std::io::ErrorKind {
        fn clone(&self) -> std::io::ErrorKind {
            unsafe { core::ptr::read(self) }
        }
    }
    impl std::cmp::PartialEq<std::io::ErrorKind> for std::io::ErrorKind {
        fn eq(&self, other: &std::io::ErrorKind) -> bool {
            number_of(self) == number_of(other)
        }
    }
    fn number_of(kind: &std::io::ErrorKind) -> usize {
        unsafe { *(kind as *const std::io::ErrorKind as *const u8) as usize }
    }
    impl std::fmt::Debug for std::io::ErrorKind {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str(NAMES[number_of(self)])
        }
    }
    impl std::fmt::Display for std::io::ErrorKind {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            f.write_str(TEXTS[number_of(self)])
        }
    }

    fn kind_of(code: i32) -> std::io::ErrorKind {
        match code {
            2 => std::io::ErrorKind::NotFound,
            1 | 13 => std::io::ErrorKind::PermissionDenied,
            111 => std::io::ErrorKind::ConnectionRefused,
            104 => std::io::ErrorKind::ConnectionReset,
            113 => std::io::ErrorKind::HostUnreachable,
            101 => std::io::ErrorKind::NetworkUnreachable,
            103 => std::io::ErrorKind::ConnectionAborted,
            107 => std::io::ErrorKind::NotConnected,
            98 => std::io::ErrorKind::AddrInUse,
            99 => std::io::ErrorKind::AddrNotAvailable,
            100 => std::io::ErrorKind::NetworkDown,
            32 => std::io::ErrorKind::BrokenPipe,
            17 => std::io::ErrorKind::AlreadyExists,
            11 => std::io::ErrorKind::WouldBlock,
            20 => std::io::ErrorKind::NotADirectory,
            21 => std::io::ErrorKind::IsADirectory,
            39 => std::io::ErrorKind::DirectoryNotEmpty,
            30 => std::io::ErrorKind::ReadOnlyFilesystem,
            40 => std::io::ErrorKind::FilesystemLoop,
            116 => std::io::ErrorKind::StaleNetworkFileHandle,
            22 => std::io::ErrorKind::InvalidInput,
            110 => std::io::ErrorKind::TimedOut,
            28 => std::io::ErrorKind::StorageFull,
            29 => std::io::ErrorKind::NotSeekable,
            122 => std::io::ErrorKind::QuotaExceeded,
            27 => std::io::ErrorKind::FileTooLarge,
            16 => std::io::ErrorKind::ResourceBusy,
            26 => std::io::ErrorKind::ExecutableFileBusy,
            35 => std::io::ErrorKind::Deadlock,
            18 => std::io::ErrorKind::CrossesDevices,
            31 => std::io::ErrorKind::TooManyLinks,
            36 => std::io::ErrorKind::InvalidFilename,
            7 => std::io::ErrorKind::ArgumentListTooLong,
            4 => std::io::ErrorKind::Interrupted,
            38 | 95 => std::io::ErrorKind::Unsupported,
            12 => std::io::ErrorKind::OutOfMemory,
            115 => std::io::ErrorKind::InProgress,
            _ => std::io::ErrorKind::Uncategorized,
        }
    }
    fn text_of(code: i32) -> std::string::String {
        let mut bytes = std::vec::Vec::<u8>::new();
        std::models::error_text(code, &mut bytes);
        unsafe { std::string::String::from_utf8_unchecked(bytes) }
    }
    pub fn simple(kind: std::io::ErrorKind, text: &'static str) -> std::io::Error {
        made(Cause { kind, code: None, error: None, text })
    }
    fn made(cause: Cause) -> std::io::Error {
        std::io::Error { repr: std::boxed::Box::<Cause>::new(cause) }
    }

    impl std::io::Error {
        pub fn new<E>(kind: std::io::ErrorKind, error: E) -> std::io::Error
        where
            E: std::convert::Into<
                std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync>,
            >,
        {
            made(Cause { kind, code: None, error: Some(error.into()), text: "" })
        }
        pub fn other<E>(error: E) -> std::io::Error
        where
            E: std::convert::Into<
                std::boxed::Box<dyn std::error::Error + std::marker::Send + std::marker::Sync>,
            >,
        {
            std::io::Error::new(std::io::ErrorKind::Other, error)
        }
        pub fn from_raw_os_error(code: i32) -> std::io::Error {
            made(Cause { kind: kind_of(code), code: Some(code), error: None, text: "" })
        }
        pub fn last_os_error() -> std::io::Error {
            std::io::Error::from_raw_os_error(std::models::errno())
        }
        fn cause(&self) -> &Cause {
            unsafe { &*self.repr.0.pointer.pointer }
        }
        pub fn raw_os_error(&self) -> Option<i32> {
            match &self.cause().code {
                Some(code) => Some(*code),
                None => None,
            }
        }
        pub fn kind(&self) -> std::io::ErrorKind {
            std::clone::Clone::clone(&self.cause().kind)
        }
        pub fn get_ref(
            &self,
        ) -> Option<&(dyn std::error::Error + std::marker::Send + std::marker::Sync + 'static)>
        {
            match &self.cause().error {
                Some(error) => Some(unsafe { &*error.0.pointer.pointer }),
                None => None,
            }
        }
    }
    impl std::convert::From<std::io::ErrorKind> for std::io::Error {
        fn from(kind: std::io::ErrorKind) -> std::io::Error {
            simple(kind, "")
        }
    }
    impl std::fmt::Display for std::io::Error {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let cause = self.cause();
            if let Some(code) = &cause.code {
                let text = text_of(*code);
                return f.write_fmt(core::format_args!("{} (os error {code})", text.as_str()));
            }
            match &cause.error {
                Some(error) => std::fmt::Display::fmt(error, f),
                None if cause.text.len() != 0 => f.write_str(cause.text),
                None => std::fmt::Display::fmt(&cause.kind, f),
            }
        }
    }
    impl std::fmt::Debug for std::io::Error {
        fn fmt(&self, f: &mut Formatter<'_>) -> Result<(), std::fmt::Error> {
            let cause = self.cause();
            if let Some(code) = &cause.code {
                return f
                    .debug_struct("Os")
                    .field("code", &std::fmt::Written(code))
                    .field("kind", &cause.kind)
                    .field("message", &text_of(*code))
                    .finish();
            }
            match &cause.error {
                Some(error) => f
                    .debug_struct("Custom")
                    .field("kind", &cause.kind)
                    .field("error", error)
                    .finish(),
                None if cause.text.len() != 0 => f
                    .debug_struct("Error")
                    .field("kind", &cause.kind)
                    .field("message", &cause.text)
                    .finish(),
                None => f.debug_tuple("Kind").field(&cause.kind).finish(),
            }
        }
    }
    impl std::error::Error for std::io::Error {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            match &self.cause().error {
                Some(error) => std::error::Error::source(unsafe { &*error.0.pointer.pointer }),
                None => None,
            }
        }
    }
}
