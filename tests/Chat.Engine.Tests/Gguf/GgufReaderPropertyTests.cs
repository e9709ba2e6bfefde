using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Gguf;

public sealed class GgufReaderPropertyTests
{
    private sealed record Tensor(string Name, GgufTensorType Type, long[] Dimensions, long Size);

    private sealed record Model(uint Version, uint Alignment, object[] Values, Tensor[] Tensors);

    private static readonly Gen<string> Texts = Gen.Elements("a", "é", "語", "🙂", " ", "\n", "\"", "{% if %}")
        .ListOf()
        .Select(parts => string.Concat(parts));

    private static readonly Gen<object> Values = Gen.OneOf(
        Of<byte>(),
        Of<sbyte>(),
        Of<ushort>(),
        Of<short>(),
        Of<uint>(),
        Of<int>(),
        Of<ulong>(),
        Of<long>(),
        Of<float>(),
        Of<double>(),
        Of<bool>(),
        Texts.Select(text => (object)text),
        ArrayOf<byte>(),
        ArrayOf<sbyte>(),
        ArrayOf<ushort>(),
        ArrayOf<short>(),
        ArrayOf<uint>(),
        ArrayOf<int>(),
        ArrayOf<ulong>(),
        ArrayOf<long>(),
        ArrayOf<float>(),
        ArrayOf<double>(),
        ArrayOf<bool>(),
        Texts.ArrayOf().Select(texts => (object)texts)
    );

    private static readonly Gen<Tensor> Tensors =
        from type in Gen.Elements(GgufTensorTypes.All.ToArray())
        from blocks in Gen.Choose(1, 3)
        from others in Gen.Choose(1, 3).ListOf()
        select Shape(type, blocks, [.. others.Take(3)]);

    private static readonly Gen<Model> Models =
        from version in Gen.Elements(2u, 3u)
        from alignment in Gen.Elements(1u, 8u, 32u, 64u)
        from values in Values.ArrayOf()
        from tensors in Tensors.ArrayOf()
        select new Model(version, alignment, values, tensors);

    [Fact]
    public void What_is_written_is_read_back() =>
        Check.One(
            Properties.Of(300),
            Prop.ForAll(Arb.From(Models), model => AssertReadBack(model, GgufFiles.Read(Write(model))))
        );

    [Fact]
    public void Every_cut_before_the_needed_length_is_refused_as_cut_short()
    {
        var file = GgufFiles.Small().Build();
        var needed = GgufFiles.Read(file).NeededLength;
        for (var cut = 0; cut < file.Length; cut++)
        {
            if (cut >= needed)
            {
                Assert.Equal(cut, GgufFiles.Read(file[..cut]).FileLength);
                continue;
            }

            var refusal = GgufFiles.Refusal(file[..cut]);
            Assert.Equal(ChatErrorKind.ModelInvalid, refusal.Kind);
            Assert.Contains(
                cut == 0 ? "is empty" : $"ends after {cut} bytes but needs",
                refusal.Message,
                StringComparison.Ordinal
            );
        }
    }

    private static Gen<object> Of<T>()
        where T : struct => ArbMap.Default.GeneratorFor<T>().Select(value => (object)value);

    private static Gen<object> ArrayOf<T>()
        where T : struct => ArbMap.Default.GeneratorFor<T>().ArrayOf().Select(values => (object)values);

    private static Tensor Shape(GgufTensorType type, int blocks, long[] others)
    {
        var rows = others.Aggregate(1L, (product, dimension) => product * dimension);
        return new Tensor("", type, [blocks * type.BlockElements, .. others], rows * blocks * type.BlockBytes);
    }

    private static byte[] Write(Model model)
    {
        var builder = new GgufBuilder { Version = model.Version, Alignment = model.Alignment }.Set(
            "general.alignment",
            model.Alignment
        );
        for (var index = 0; index < model.Values.Length; index++)
        {
            builder.Set($"key.{index}", model.Values[index]);
        }

        for (var index = 0; index < model.Tensors.Length; index++)
        {
            var tensor = model.Tensors[index];
            builder.Tensor($"tensor.{index}", tensor.Type.Id, tensor.Dimensions, tensor.Size);
        }

        return builder.Build();
    }

    private static void AssertReadBack(Model model, GgufHeader header)
    {
        Assert.Equal(model.Version, header.Version);
        Assert.Equal(model.Alignment, header.Alignment);
        Assert.Equal(model.Values.Length + 1, header.Metadata.Count);
        for (var index = 0; index < model.Values.Length; index++)
        {
            AssertSame(model.Values[index], header.Metadata[$"key.{index}"]);
        }

        Assert.Equal(model.Tensors.Length, header.Tensors.Count);
        for (var index = 0; index < model.Tensors.Length; index++)
        {
            var (expected, read) = (model.Tensors[index], header.Tensors[index]);
            Assert.Equal($"tensor.{index}", read.Name);
            Assert.Equal(expected.Type, read.Type);
            Assert.Equal(expected.Dimensions, read.Dimensions);
            Assert.Equal(expected.Size, read.Size);
        }
    }

    private static void AssertSame(object expected, GgufValue read)
    {
        switch (expected)
        {
            case string text:
                Assert.Equal(text, read.Text);
                break;
            case Array items:
                Assert.Equal(items.Length, read.Count);
                Assert.Equal(items.Length, read.Items!.Count);
                Assert.All(items.Cast<object>().Zip(read.Items), pair => AssertSame(pair.First, pair.Second));
                break;
            case bool truth:
                Assert.Equal(truth, read.Truth);
                break;
            case float or double:
                Assert.Equal(Convert.ToDouble(expected), read.Number);
                break;
            case ulong and > long.MaxValue:
                Assert.Null(read.Integer);
                Assert.Equal((double)(ulong)expected, read.Number);
                break;
            default:
                Assert.Equal(Convert.ToInt64(expected), read.Integer);
                break;
        }
    }
}
