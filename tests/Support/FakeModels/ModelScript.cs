using Chat.Testing.FakeServers;

namespace Chat.Testing.FakeModels;

/// <summary>Turns the events of a stream, or a whole answer, into the reply that the model's name asks for.</summary>
internal static class ModelScript
{
    /// <summary>A stream.</summary>
    /// <param name="reply">The reply's head.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="events">The texts to send, each in one piece, and whether it holds a token.</param>
    /// <param name="error">The text that ends a broken stream.</param>
    /// <param name="slow">Where the slow model waits.</param>
    public static FakeReply Stream(
        FakeReply reply,
        string model,
        IReadOnlyList<(string Text, bool IsToken)> events,
        string error,
        FakeGate slow
    )
    {
        var steps = events.Select(item => FakeStep.Send(item.Text)).ToList();
        var tokens = events.Index().Where(item => item.Item.IsToken).Select(item => item.Index + 1).ToList();
        var afterFirst = tokens.Count > 0 ? tokens[0] : 0;
        var afterSecond = tokens.Count > 1 ? tokens[1] : afterFirst;
        return model switch
        {
            MagicModels.Slow => reply with
            {
                Steps = [.. steps[..afterFirst], FakeStep.Wait(slow), .. steps[afterFirst..]],
            },
            MagicModels.Broken => reply with { Steps = [.. steps[..afterSecond], FakeStep.Send(error)] },
            MagicModels.Cut => reply with { Steps = [.. steps[..afterSecond], FakeStep.Cut] },
            _ => reply with { Steps = steps },
        };
    }

    /// <summary>A whole answer.</summary>
    public static FakeReply Whole(string json, string model, FakeGate slow)
    {
        var reply = FakeReplies.Json(json);
        return model switch
        {
            MagicModels.Slow => reply with { BeforeHead = slow },
            MagicModels.Cut => reply.EndAfter(reply.Body.Length / 2, FakeStep.Cut),
            _ => reply,
        };
    }
}
