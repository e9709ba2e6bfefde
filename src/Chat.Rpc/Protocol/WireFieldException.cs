using System.Text.Json;

namespace Chat.Rpc.Protocol;

/// <summary>
/// A fault within a wire type. It has no path of its own, so that the serializer fills in the path of the wire type as a whole; the
/// path within it is that of <see cref="Fault"/>.
/// </summary>
/// <param name="fault">The fault, with the path within the wire type.</param>
internal sealed class WireFieldException(JsonException fault) : JsonException(fault.Message, fault)
{
    /// <summary>The fault, with the path within the wire type.</summary>
    public JsonException Fault { get; } = fault;
}
