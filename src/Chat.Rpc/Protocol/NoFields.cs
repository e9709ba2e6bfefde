namespace Chat.Rpc.Protocol;

/// <summary>Params or a result without fields: <c>{}</c>, and as params also nothing or null.</summary>
public sealed record NoFields;
