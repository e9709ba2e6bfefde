using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Chat.Core.Errors;
using Chat.Engine.Gguf;
using Chat.Engine.Tests.Support;
using Xunit.Abstractions;

namespace Chat.Engine.Tests.Gguf;

/// <summary>Damaged headers end in a refusal or in a header that deserved to be accepted; nothing else.</summary>
public sealed class GgufReaderFuzzTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_228;
    private const int Files = 10_000;

    private static readonly string[] Texts = ["x", "", "yy"];

    private static readonly ulong[] Edges =
    [
        0,
        1,
        2,
        8,
        9,
        13,
        31,
        33,
        64,
        255,
        65_536,
        int.MaxValue,
        uint.MaxValue,
        1UL << 32,
        1UL << 61,
        long.MaxValue,
        1UL << 63,
        ulong.MaxValue - 31,
        ulong.MaxValue,
    ];

    [Fact]
    public void Mutated_headers_never_get_through_undeserved()
    {
        output.WriteLine($"seed {Seed}, {Files} files");
        var random = new Random(Seed);
        var originals = new[]
        {
            GgufFiles.Small().Build(),
            new GgufBuilder { Alignment = 8 }
                .Set("general.alignment", 8u)
                .Tensor("a", 3, 2)
                .Tensor("b", 8, [32, 2, 2, 2], 272)
                .Build(),
            new GgufBuilder().Set("k", Texts).Set("n", Edges).Set("s", "text").Build(),
        };
        var accepted = 0;
        for (var index = 0; index < Files; index++)
        {
            var file = Mutate(originals[random.Next(originals.Length)], random);
            try
            {
                AssertDeserved(file, GgufFiles.Read(file));
                accepted++;
            }
            catch (ChatException refusal)
            {
                Assert.True(
                    refusal.Kind is ChatErrorKind.ModelInvalid or ChatErrorKind.ModelUnsupported,
                    $"file {index}: {refusal.Kind}"
                );
                GgufFiles.AssertWellWorded(refusal, "\"some.gguf\"");
            }
        }

        output.WriteLine($"{accepted} accepted");
        Assert.InRange(accepted, Files / 100, Files * 9 / 10); // both ends were reached
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var file = original.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(7))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)random.Next(256);
                    break;
                case 2:
                    Overwrite(file, at, Edges[random.Next(Edges.Length)], sizeof(uint));
                    break;
                case 3:
                    Overwrite(file, at, Edges[random.Next(Edges.Length)], sizeof(ulong));
                    break;
                case 4:
                    file.RemoveRange(at, Math.Min(random.Next(1, 9), file.Count - at - 1));
                    break;
                case 5:
                    file.InsertRange(at, file.Skip(random.Next(file.Count)).Take(random.Next(1, 40)).ToList());
                    break;
                default:
                    file.RemoveRange(at + 1, file.Count - at - 1);
                    break;
            }
        }

        return [.. file];
    }

    private static void Overwrite(List<byte> file, int at, ulong value, int size)
    {
        for (var index = 0; index < size && at + index < file.Count; index++)
        {
            file[at + index] = (byte)(value >> (8 * index));
        }
    }

    // Written from the format's description, not from the reader: sizes in unbounded numbers, places against the file itself.
    private static void AssertDeserved(byte[] file, GgufHeader header)
    {
        Assert.InRange(header.Version, 2u, 3u);
        Assert.Equal(BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(8)), (ulong)header.Tensors.Count);
        Assert.Equal(BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(16)), (ulong)header.Metadata.Count);
        Assert.True(BitOperations.IsPow2(header.Alignment));
        Assert.Equal(0, header.Tensors.Count == 0 ? 0 : header.DataOffset % header.Alignment);
        Assert.Equal(
            header.Tensors.Count,
            header.Tensors.Select(tensor => tensor.Name).Distinct(StringComparer.Ordinal).Count()
        );
        BigInteger end = 0;
        foreach (var tensor in header.Tensors)
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(tensor.Name), 1, 63);
            Assert.InRange(tensor.Dimensions.Count, 1, 4);
            Assert.All(tensor.Dimensions, dimension => Assert.True(dimension > 0));
            Assert.Equal(0, tensor.Dimensions[0] % tensor.Type.BlockElements);
            var elements = tensor.Dimensions.Aggregate(BigInteger.One, (product, dimension) => product * dimension);
            Assert.Equal(elements / tensor.Type.BlockElements * tensor.Type.BlockBytes, tensor.Size);
            Assert.True(tensor.Offset >= end, "tensors overlap");
            Assert.Equal(0, tensor.Offset % header.Alignment);
            end = (BigInteger)tensor.Offset + tensor.Size;
            Assert.True(header.DataOffset + end <= file.Length, "a tensor lies past the end");
        }

        Assert.All(header.Metadata.Values, value => Assert.InRange(value.Count, 0, file.Length));
    }
}
