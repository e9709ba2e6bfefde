using Chat.Core.Errors;

namespace Chat.Http.Failures;

/// <summary>One sentence of what to do about a server's failure.</summary>
internal static class ErrorAdvice
{
    /// <summary>The advice for a failed answer.</summary>
    /// <param name="kind">The failure's kind.</param>
    /// <param name="status">Its status, when there was one.</param>
    public static string For(ChatErrorKind kind, int? status) =>
        (kind, status) switch
        {
            (ChatErrorKind.Authentication, 407) => "Set the proxy with its login by the system's own variables.",
            (ChatErrorKind.Authentication, _) => "Check the profile's key, and that it belongs to this server.",
            (ChatErrorKind.Permission, _) =>
                "Ask the account's owner for access to this model, or use another key or model.",
            (ChatErrorKind.NotFound, 405) => "Check the base address: its path is not that of a chat API.",
            (ChatErrorKind.NotFound, _) =>
                "Check the model's name and the base address; the list of models shows what is there.",
            (ChatErrorKind.InvalidRequest, 413) => "Send less: shorten the messages or leave out images.",
            (ChatErrorKind.InvalidRequest, _) => "Correct the request as the server says.",
            (ChatErrorKind.ContextOverflow, _) =>
                "Shorten the messages, ask for fewer tokens, or use a model with a larger context window.",
            (ChatErrorKind.ContentFiltered, _) => "Reword the prompt; the server's filter decides.",
            (ChatErrorKind.QuotaExceeded, _) =>
                "Add credit to the account, or use another profile; waiting does not help.",
            (ChatErrorKind.RateLimited, _) => "Wait and try again, or send fewer requests at once.",
            (ChatErrorKind.Overloaded, _) => "Try again later; a local server may still be loading the model.",
            (ChatErrorKind.Connection, _) => "Check that the server behind the proxy runs, and try again.",
            (ChatErrorKind.FirstTokenTimeout, _) => "Try again, or raise the time limit of the server or of its proxy.",
            (ChatErrorKind.EngineCrashed, _) => "Try again; if it happens each time, look into the server's log.",
            (ChatErrorKind.OutOfMemory, _) => "Use a smaller model or context, or free memory on the server.",
            (_, >= 300 and < 400) =>
                "Set the base address to the place it names; redirects are never followed, as they would carry the key.",
            _ => "Check that the base address is that of a chat API.",
        };
}
