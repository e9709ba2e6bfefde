using System.Text.Json.Serialization;
using Chat.Engine.Bench;

namespace Chat.Daemon.Bench;

/// <summary>The source-generated JSON of <c>bench --json</c>.</summary>
[JsonSerializable(typeof(IReadOnlyList<BenchMeasurement>))]
internal sealed partial class BenchJsonContext : JsonSerializerContext;
