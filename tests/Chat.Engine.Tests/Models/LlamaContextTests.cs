using Chat.Engine.Models;
using Chat.Engine.Native;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

[Collection(EngineCollection.Name)]
public sealed class LlamaContextTests(EngineFixture engine)
{
    [Fact]
    public void An_abort_stops_a_decode_and_can_be_taken_back()
    {
        using var model = engine.LoadModel();
        using var pool = engine.Library.CreateThreadpool(1, 0);
        using var context = LlamaContext.Create(engine.Library, model, pool, ContextShape.For(256, 1, 1));
        var batch = new TokenBatch(4);
        batch.Add(1, 0, 0, output: true);

        context.Abort();
        Assert.Equal(DecodeResult.Aborted, context.Decode(batch));

        context.ClearAbort();
        context.Clear();
        Assert.Equal(DecodeResult.Done, context.Decode(batch));
    }

    [Fact]
    public void A_shared_sequence_goes_on_as_the_one_it_came_from()
    {
        using var model = engine.LoadModel();
        using var pool = engine.Library.CreateThreadpool(1, 0);
        using var context = LlamaContext.Create(engine.Library, model, pool, ContextShape.For(256, 2, 1));
        var batch = new TokenBatch(8);
        int[] prompt = [504, 6, 7];
        for (var position = 0; position < prompt.Length; position++)
        {
            batch.Add(prompt[position], position, 0, output: position == 2);
        }

        Assert.Equal(DecodeResult.Done, context.Decode(batch));
        context.Share(0, 1, prompt.Length);
        batch.Clear();
        var first = batch.Add(100, 3, 0, output: true);
        var second = batch.Add(100, 3, 1, output: true);
        Assert.Equal(DecodeResult.Done, context.Decode(batch));

        var one = context.Logits(first).ToArray();
        var other = context.Logits(second).ToArray();
        Assert.All(one.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 3));
    }

    [Fact]
    public void More_tokens_than_fit_are_refused_and_not_lost_in_silence()
    {
        using var model = engine.LoadModel();
        using var pool = engine.Library.CreateThreadpool(1, 0);
        using var context = LlamaContext.Create(engine.Library, model, pool, ContextShape.For(256, 1, 1));
        var batch = new TokenBatch(256);
        for (var position = 0; position < 256; position++)
        {
            batch.Add(100, position, 0, output: false);
        }

        Assert.Equal(DecodeResult.Done, context.Decode(batch));
        batch.Clear();
        batch.Add(100, 256, 0, output: true);
        Assert.Equal(DecodeResult.NoRoom, context.Decode(batch));
    }

    [Fact]
    public void A_closed_context_refuses_every_use()
    {
        using var model = engine.LoadModel();
        using var pool = engine.Library.CreateThreadpool(1, 0);
        var context = LlamaContext.Create(engine.Library, model, pool, ContextShape.For(64, 2, 1));
        context.Dispose();

        Assert.Throws<ObjectDisposedException>(context.Clear);
        Assert.Throws<ObjectDisposedException>(() => context.TryCut(0, 0));
        Assert.Throws<ObjectDisposedException>(() => context.Share(0, 1, 1));
        Assert.Throws<ObjectDisposedException>(() => context.Logits(0).Length);
    }

    [Fact]
    public void Logits_that_were_not_asked_for_are_an_error()
    {
        using var model = engine.LoadModel();
        using var pool = engine.Library.CreateThreadpool(1, 0);
        using var context = LlamaContext.Create(engine.Library, model, pool, ContextShape.For(64, 1, 1));
        var batch = new TokenBatch(2);
        batch.Add(1, 0, 0, output: false);
        batch.Add(2, 1, 0, output: true);
        context.Decode(batch);

        Assert.Throws<ArgumentException>(() => context.Logits(0).Length);
    }
}
