using Chat.Core.Errors;
using Chat.Engine.Models;
using Chat.Engine.Native;
using Chat.Engine.Tests.Support;

namespace Chat.Engine.Tests.Models;

[Collection(EngineCollection.Name)]
public sealed class LlamaModelTests(EngineFixture engine)
{
    [Fact]
    public void It_knows_what_the_file_says()
    {
        using var model = engine.LoadModel();

        Assert.Equal(49152, model.Vocabulary.Size);
        Assert.Contains("<|im_start|>", model.ChatTemplate, StringComparison.Ordinal);
    }

    [Fact]
    public void Disposing_of_the_model_before_its_context_crashes_nothing()
    {
        var model = engine.LoadModel();
        var pool = engine.Library.CreateThreadpool(1, 0);
        var context = LlamaContext.Create(engine.Library, model, pool, ContextShape.For(64, 1, 1));

        pool.Dispose();
        model.Dispose();

        // The context holds both alive, so it still computes.
        var batch = new TokenBatch(8);
        var index = batch.Add(1, 0, 0, output: true);
        Assert.Equal(DecodeResult.Done, context.Decode(batch));
        Assert.Equal(49152, context.Logits(index).Length);
        context.Dispose();
        Assert.Throws<ObjectDisposedException>(() => context.Decode(batch));
    }

    [Fact]
    public void Every_order_of_disposal_is_safe()
    {
        int[][] orders =
        [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ];
        foreach (var order in orders)
        {
            var model = engine.LoadModel();
            var pool = engine.Library.CreateThreadpool(1, 0);
            var context = LlamaContext.Create(engine.Library, model, pool, ContextShape.For(64, 1, 1));
            IDisposable[] parts = [model, pool, context];
            foreach (var part in order)
            {
                parts[part].Dispose();
            }
        }
    }

    [Fact]
    public void Loading_and_unloading_does_not_grow_the_process()
    {
        Cycle(3);
        var before = Environment.WorkingSet;

        Cycle(20);

        // One leaked copy of the vocabulary alone would be some 10 MiB a cycle.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 64L << 20);

        void Cycle(int times)
        {
            for (var time = 0; time < times; time++)
            {
                engine.LoadModel(vocabularyOnly: true).Dispose();
            }
        }
    }

    [Fact]
    public void A_cancelled_load_stops()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new FirstReport(cancel);

        Assert.Throws<OperationCanceledException>(() =>
            LlamaModel.Load(engine.Library, engine.Catalog.Resolve(null).Path, 0, false, progress, cancel.Token)
        );
    }

    [Fact]
    public void A_file_that_llama_cpp_refuses_is_an_error_in_words()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("other.gguf", "not a model"u8.ToArray());

        var error = Assert.Throws<ChatException>(() =>
            LlamaModel.Load(engine.Library, path, 0, false, progress: null, CancellationToken.None)
        );

        Assert.Equal(ChatErrorKind.ModelUnsupported, error.Kind);
        Assert.Contains("other.gguf", error.Message, StringComparison.Ordinal);
    }

    private sealed class FirstReport(CancellationTokenSource cancel) : IProgress<EngineProgress>
    {
        public void Report(EngineProgress value) => cancel.Cancel();
    }
}
