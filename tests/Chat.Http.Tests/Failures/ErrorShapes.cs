using System.Text;

namespace Chat.Http.Tests.Failures;

/// <summary>The shapes in which families of servers give an error; each with the same words, which name no kind.</summary>
internal static class ErrorShapes
{
    public const string Words = "Something is not as it should be";

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["openai"] = $$$"""{"error":{"message":"{{{Words}}}","type":"some_error","param":null,"code":null}}""",
        ["openai-code"] = $$$"""{"error":{"message":"{{{Words}}}","type":"t","param":"n","code":"some_code"}}""",
        ["llama-server"] = $$$"""{"error":{"code":STATUS,"message":"{{{Words}}}","type":"some_error"}}""",
        ["vllm-flat"] = $$"""{"object":"error","message":"{{Words}}","type":"E","param":null,"code":STATUS}""",
        ["mistral"] = $$"""{"object":"error","message":"{{Words}}","type":"t","param":null,"code":"1000"}""",
        ["mistral-detail"] =
            $$$"""{"object":"error","message":{"detail":[{"type":"t","loc":["body","n"],"msg":"{{{Words}}}"}]},"code":null}""",
        ["ollama"] = $$"""{"error":"{{Words}}"}""",
        ["fastapi"] = $$"""{"detail":"{{Words}}"}""",
        ["fastapi-list"] = $$"""{"detail":[{"type":"missing","loc":["body","messages",0],"msg":"{{Words}}"}]}""",
        ["message"] = $$"""{"message":"{{Words}}"}""",
        ["azure-gateway"] = $$"""{"statusCode":STATUS,"message":"{{Words}}"}""",
        ["azure"] = $$$$"""{"error":{"code":"SomeCode","message":"{{{{Words}}}}","innererror":{"code":"Inner"}}}""",
        ["openrouter"] =
            $$$$"""{"error":{"code":STATUS,"message":"Provider returned error","metadata":{"provider_name":"P","raw":"{{{{Words}}}}"}},"user_id":"u"}""",
        ["gemini"] = $$$"""[{"error":{"code":STATUS,"message":"{{{Words}}}","status":"SOME_STATUS"}}]""",
        ["message-list"] = $$$"""{"error":{"message":["{{{Words}}}","b"]}}""",
        ["spring"] = $$"""{"timestamp":1,"status":STATUS,"error":"{{Words}}","path":"/v1"}""",
        ["html"] = $"<!DOCTYPE html>\n<html><head><title>\n {Words} </title></head><body>nginx</body></html>",
        ["html-late"] = $"<?xml version=\"1.0\"?>\n<html><title>{Words}</title></html>",
        ["text"] = Words,
        ["cut"] = $$$"""{"error":{"message":"{{{Words}}}","ty""",
    };

    public static IEnumerable<string> Names => Bodies.Keys;

    public static byte[] Body(string name, int status) =>
        Encoding.UTF8.GetBytes(Bodies[name].Replace("STATUS", $"{status}"));
}
