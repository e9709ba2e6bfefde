using System.Text.Json;
using System.Text.Json.Nodes;
using Chat.Http.Batch;

namespace Chat.Http.Tests.Batch;

public sealed class ChatBatchTests
{
    [Fact]
    public void EveryField_SurvivesReadingAndWriting()
    {
        const string Json = """
            {"id":"batch_1","object":"batch","endpoint":"/v1/chat/completions","model":"m","errors":{"object":"list","data":[
             {"code":"c","message":"m","param":"p","line":3,"more":1}]},"input_file_id":"f1","completion_window":"24h","status":"a_new_word",
             "output_file_id":"f2","error_file_id":"f3","created_at":1,"in_progress_at":2,"expires_at":3,"finalizing_at":4,"completed_at":5,
             "failed_at":6,"expired_at":7,"cancelling_at":8,"cancelled_at":9,"request_counts":{"total":3,"completed":2,"failed":1,"held":0},
             "metadata":{"a":"b"},"usage":{"input_tokens":5}}
            """;

        var batch = JsonSerializer.Deserialize(Json, BatchJsonContext.Default.ChatBatch)!;

        var written = JsonSerializer.SerializeToNode(batch, BatchJsonContext.Default.ChatBatch);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Json), written), written!.ToJsonString());
        Assert.Equal(3, batch.Errors!.Data![0].Line);
        Assert.Equal("usage", batch.ExtensionData!.Keys.Last());
    }

    [Theory]
    [InlineData("""{"id":"b"}""")]
    [InlineData("""{"status":"failed"}""")]
    [InlineData("""{"id":null,"status":"failed"}""")]
    [InlineData("""{"id":"b","status":""}""")]
    public void WithoutIdOrStatus_ItIsNoBatch(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, BatchJsonContext.Default.ChatBatch));
    }
}
