namespace Chat.Client.Recording;

/// <summary>The keys of a cassette file and their words, each written and read by one name.</summary>
internal static class CassetteKeys
{
    public const string Schema = "$schema";
    public const string Comment = "$comment";
    public const string Version = "version";
    public const string Capabilities = "capabilities";
    public const string Target = "target";
    public const string UnknownFields = "unknownFields";
    public const string Exchanges = "exchanges";
    public const string Call = "call";
    public const string Request = "request";
    public const string Chunks = "chunks";
    public const string At = "at";
    public const string Chunk = "chunk";
    public const string Answer = "answer";
    public const string FirstToken = "firstToken";
    public const string Models = "models";
    public const string End = "end";
    public const string Failure = "failure";
    public const string Kind = "kind";
    public const string Message = "message";
    public const string Advice = "advice";
    public const string Retryable = "retryable";
    public const string Status = "status";
    public const string RequestId = "requestId";
    public const string Partial = "partial";
    public const string Took = "took";
    public const string Id = "id";
    public const string Name = "name";
    public const string ContextLength = "contextLength";
    public const string SizeBytes = "sizeBytes";
    public const string Loaded = "loaded";

    /// <summary>The file's word for a member of an enumeration: its name with a small first letter.</summary>
    /// <param name="value">The member.</param>
    public static string Word(Enum value)
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
