using Chat.Core.Errors;

namespace Chat.Daemon;

/// <summary>The exit codes of every command, and the one place where an error kind becomes one.</summary>
internal static class ExitCodes
{
    /// <summary>Answered.</summary>
    public const int Success = 0;

    /// <summary>The request failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the request was wrong.</summary>
    public const int Usage = 2;

    /// <summary>A model or file is missing, unreadable or invalid.</summary>
    public const int ModelOrFile = 3;

    /// <summary>The key is missing, was refused, or lacks a right.</summary>
    public const int Authentication = 4;

    /// <summary>A time limit passed.</summary>
    public const int Timeout = 5;

    /// <summary>Interrupted; what had come was kept.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code of a failure: that of its kind, but a right that a server denies is a matter of the key and not of a file.</summary>
    /// <param name="failure">The failure.</param>
    public static int Of(ChatException failure) =>
        failure is { Kind: ChatErrorKind.Permission, HttpStatus: not null } ? Authentication : Of(failure.Kind);

    /// <summary>The exit code of an error kind.</summary>
    /// <param name="kind">The kind.</param>
    public static int Of(ChatErrorKind kind) =>
        kind switch
        {
            ChatErrorKind.InvalidRequest => Usage,
            ChatErrorKind.NotFound
            or ChatErrorKind.Permission
            or ChatErrorKind.ModelInvalid
            or ChatErrorKind.ModelUnsupported => ModelOrFile,
            ChatErrorKind.Authentication => Authentication,
            ChatErrorKind.ConnectTimeout
            or ChatErrorKind.FirstTokenTimeout
            or ChatErrorKind.IdleTimeout
            or ChatErrorKind.TotalTimeout => Timeout,
            ChatErrorKind.Cancelled => Interrupted,
            _ => Failed,
        };
}
