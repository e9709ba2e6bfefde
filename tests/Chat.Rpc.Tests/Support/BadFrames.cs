namespace Chat.Rpc.Tests.Support;

/// <summary>
/// Makes frames that are sound on the outside and mostly bad inside, from a seed. Each has an id of its own. What must come of each is
/// known from how it was made, not from reading it.
/// </summary>
internal sealed class BadFrames(int seed)
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1.5e300",
        "\"\"",
        "\"\\ud800\"",
        "\"é😀\"",
        "{}",
        "[[[]]]",
        "{\"text\":1}",
        "{\"text\":null}",
        "{\"messages\":[{}]}",
        "{\"messages\":{\"a\":[1,2,{\"b\":null}]}}",
        "{\"text\":\"a\",\"text\":\"b\"}",
        "123456789012345678901234567890",
    ];

    private static readonly string[] Methods =
    [
        "tokens/count",
        "chat/complete",
        "completion/inline",
        "no/such",
        "",
        "$/x",
        "initialize",
        "chat\\/chunk",
        "\\u0000",
        "$/cancelRequest",
        "chat/ack",
        "exit ",
    ];

    private static readonly string[] BadIds =
    [
        "null",
        "1.5",
        "{}",
        "[1]",
        "true",
        "\"\\udc00\"",
        "99999999999999999999",
    ];

    private static readonly string[] Junks = ["x", "{}", ",", "]", "\"", "\u0001"];

    private readonly Random _random = new(seed);
    private long _id;

    public IEnumerable<BadFrame> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private BadFrame Next()
    {
        var id = ++_id;
        return _random.Next(12) switch
        {
            0 => Answered(id, Request(id, Method(), Value())),
            1 => Answered(id, $"{{\"id\":{id},\"method\":\"{Method()}\",\"params\":{Value()}}}"),
            2 => Answered(
                id,
                Cut($"{{\"jsonrpc\":\"2.0\",\"id\":{id},", $"\"method\":\"{Method()}\",\"params\":{Value()}}}")
            ),
            3 => Answered(id, Request(id, Method(), Deep(_random.Next(63, 500)))),
            4 => Answered(id, $"{{\"jsonrpc\":\"2.0\",\"params\":{Value()},\"id\":{id},\"method\":{Value()}}}"),
            5 => Answered(id, Request(id, Method(), Value()) + Junk()),
            6 => Answered(id, $"{{\"jsonrpc\":{Value()},\"id\":{id},\"method\":\"{Method()}\",\"x\":{Value()}}}"),
            7 => Nameless($"[{Request(id, Method(), Value())}]"),
            8 => Nameless(Cut("", $"{{\"jsonrpc\":\"2.0\",\"i")),
            9 => Nameless($"{{\"jsonrpc\":\"2.0\",\"id\":{BadId()},\"method\":\"{Method()}\"}}"),
            10 => Silent($"{{\"jsonrpc\":\"2.0\",\"method\":\"{Method()}\",\"params\":{Value()}}}"),
            _ => Silent($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{Value()}}}"),
        };
    }

    private static string Request(long id, string method, string value) =>
        $"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{value}}}";

    private static string Deep(int depth) => $"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}";

    private string Method() => Methods[_random.Next(Methods.Length)];

    private string Value() => Values[_random.Next(Values.Length)];

    private string BadId() => BadIds[_random.Next(BadIds.Length)];

    private string Junk() => Junks[_random.Next(Junks.Length)];

    private string Cut(string kept, string rest) => kept + rest[.._random.Next(rest.Length)];

    private static BadFrame Answered(long id, string body) => new(RawPeer.Frame(body), id, IsAnswered: true);

    private static BadFrame Nameless(string body) => new(RawPeer.Frame(body), null, IsAnswered: true);

    private static BadFrame Silent(string body) => new(RawPeer.Frame(body), null, IsAnswered: false);
}
