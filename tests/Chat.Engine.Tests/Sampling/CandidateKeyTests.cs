using Chat.Engine.Sampling;
using Chat.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Chat.Engine.Tests.Sampling;

public sealed class CandidateKeyTests
{
    private static readonly Gen<float> AnyNumber = Gen.Choose(int.MinValue, int.MaxValue)
        .Select(BitConverter.Int32BitsToSingle)
        .Where(float.IsFinite);

    [Fact]
    public void Keys_order_by_logit_downwards_then_by_token_upwards() =>
        Check.One(
            Properties.Of(1_000),
            Prop.ForAll(
                AnyNumber.ToArbitrary(),
                AnyNumber.ToArbitrary(),
                (a, b) =>
                {
                    var expected =
                        a > b ? -1
                        : a < b ? 1
                        : 7.CompareTo(8);
                    return CandidateKey.Pack(a, 7).CompareTo(CandidateKey.Pack(b, 8)) == expected;
                }
            )
        );

    [Fact]
    public void What_was_packed_comes_back() =>
        Check.One(
            Properties.Of(1_000),
            Prop.ForAll(
                AnyNumber.ToArbitrary(),
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (logit, token) =>
                {
                    var key = CandidateKey.Pack(logit, token);
                    return CandidateKey.Logit(key).Equals(logit) && CandidateKey.Token(key) == token;
                }
            )
        );

    [Fact]
    public void Both_zeros_tie_and_infinity_is_the_largest_number()
    {
        Assert.Equal(CandidateKey.Pack(0f, 1), CandidateKey.Pack(-0f, 1));
        Assert.Equal(float.MaxValue, CandidateKey.Logit(CandidateKey.Pack(float.PositiveInfinity, 1)));
        Assert.Equal(float.NegativeInfinity, CandidateKey.Logit(CandidateKey.Pack(float.NegativeInfinity, 1)));
    }
}
