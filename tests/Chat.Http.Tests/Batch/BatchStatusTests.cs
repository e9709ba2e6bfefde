using Chat.Http.Batch;

namespace Chat.Http.Tests.Batch;

public sealed class BatchStatusTests
{
    [Theory]
    [InlineData("validating", false)]
    [InlineData("in_progress", false)]
    [InlineData("finalizing", false)]
    [InlineData("cancelling", false)]
    [InlineData("a_new_word", false)]
    [InlineData("completed", true)]
    [InlineData("failed", true)]
    [InlineData("expired", true)]
    [InlineData("cancelled", true)]
    public void Final_AreThoseThatWillNotChange(string word, bool isFinal)
    {
        Assert.Equal(isFinal, new BatchStatus(word).IsFinal);
        Assert.Equal(word, new BatchStatus(word).ToString());
    }
}
