using System.Text.Json;
using Chat.Core.Requests;

namespace Chat.Core.Json;

/// <summary>
/// Writes a request by hand, with the outcome of <see cref="ChatJsonContext"/>. A program that lives for one request pays more to make
/// the source-generated JSON of a request, with everything that it refers to, than for all else on the way to its first token; here only
/// what the request holds is made.
/// </summary>
internal static class RequestWriter
{
    /// <summary>Writes a request.</summary>
    /// <param name="writer">The writer, where a value may stand.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="JsonException">The request has no messages, a message is null, or extension data hold what is no text.</exception>
    public static void Write(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("messages"u8);
        foreach (var message in request.Messages ?? throw new JsonException("messages are null"))
        {
            Write(writer, message ?? throw new JsonException("a message is null"));
        }

        writer.WriteEndArray();
        WriteCommon(writer, request);
        WriteTools(writer, request);
        WriteService(writer, request);
        WriteSamplers(writer, request);
        WriteDialects(writer, request);
        writer.Extras(request.ExtensionData);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ChatMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("role"u8, message.Role.Value);
        if (message.Content is { Text: var text, Parts: null })
        {
            writer.WriteString("content"u8, text);
        }
        else
        {
            writer.WritePropertyName("content"u8);
            JsonSerializer.Serialize(writer, message.Content, ChatJsonContext.Default.MessageContent);
        }

        writer.Field("name"u8, message.Name);
        writer.Field("refusal"u8, message.Refusal);
        writer.Field("tool_call_id"u8, message.ToolCallId);
        writer.Field("tool_calls"u8, message.ToolCalls, static json => json.IReadOnlyListToolCall);
        writer.Field("function_call"u8, message.FunctionCall, static json => json.FunctionCall);
        writer.Field("audio"u8, message.Audio, static json => json.AudioMessage);
        writer.Field("annotations"u8, message.Annotations, static json => json.IReadOnlyListAnnotation);
        writer.Field("images"u8, message.Images, static json => json.IReadOnlyListString);
        writer.Field("tool_name"u8, message.ToolName);
        writer.Field("reasoning"u8, message.ReasoningField);
        writer.Field("reasoning_content"u8, message.ReasoningContentField);
        writer.Field("thinking"u8, message.ThinkingField);
        writer.Extras(message.ExtensionData);
        writer.WriteEndObject();
    }

    private static void WriteCommon(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        writer.Field("model"u8, request.Model);
        writer.Field("temperature"u8, request.Temperature);
        writer.Field("top_p"u8, request.TopP);
        writer.Field("max_completion_tokens"u8, request.MaxCompletionTokens);
        writer.Field("max_tokens"u8, request.MaxTokens);
        writer.Field("n"u8, request.N);
        writer.Field("seed"u8, request.Seed);
        writer.Field("stop"u8, request.Stop, static json => json.StopSequences);
        writer.Field("stream"u8, request.Stream);
        if (request.StreamOptions is { } options)
        {
            writer.WriteStartObject("stream_options"u8);
            writer.Field("include_usage"u8, options.IncludeUsage);
            writer.Field("include_obfuscation"u8, options.IncludeObfuscation);
            writer.Extras(options.ExtensionData);
            writer.WriteEndObject();
        }

        writer.Field("frequency_penalty"u8, request.FrequencyPenalty);
        writer.Field("presence_penalty"u8, request.PresencePenalty);
        writer.Field("logit_bias"u8, request.LogitBias, static json => json.IReadOnlyDictionaryStringDouble);
        writer.Field("logprobs"u8, request.Logprobs);
        writer.Field("top_logprobs"u8, request.TopLogprobs);
    }

    private static void WriteTools(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        writer.Field("tools"u8, request.Tools, static json => json.IReadOnlyListChatTool);
        writer.Field("tool_choice"u8, request.ToolChoice, static json => json.ToolChoice);
        writer.Field("parallel_tool_calls"u8, request.ParallelToolCalls);
        writer.Field("functions"u8, request.Functions, static json => json.IReadOnlyListFunctionDefinition);
        writer.Field("function_call"u8, request.FunctionCall, static json => json.FunctionCallChoice);
        writer.Field("response_format"u8, request.ResponseFormat, static json => json.ResponseFormat);
        writer.Field("reasoning_effort"u8, request.ReasoningEffort?.Value);
        writer.Field("verbosity"u8, request.Verbosity?.Value);
        writer.Field("prediction"u8, request.Prediction, static json => json.Prediction);
        writer.Field("modalities"u8, request.Modalities, static json => json.IReadOnlyListString);
        writer.Field("audio"u8, request.Audio, static json => json.AudioOutput);
    }

    private static void WriteService(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        writer.Field("store"u8, request.Store);
        writer.Field("metadata"u8, request.Metadata, static json => json.IReadOnlyDictionaryStringString);
        writer.Field("service_tier"u8, request.ServiceTier?.Value);
        writer.Field("user"u8, request.User);
        writer.Field("safety_identifier"u8, request.SafetyIdentifier);
        writer.Field("prompt_cache_key"u8, request.PromptCacheKey);
        writer.Field("prompt_cache_retention"u8, request.PromptCacheRetention);
        writer.Field("prompt_cache_options"u8, request.PromptCacheOptions, static json => json.PromptCacheOptions);
        writer.Field("moderation"u8, request.Moderation, static json => json.ModerationOptions);
        writer.Field("web_search_options"u8, request.WebSearchOptions, static json => json.WebSearchOptions);
    }

    private static void WriteSamplers(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        writer.Field("top_k"u8, request.TopK);
        writer.Field("min_p"u8, request.MinP);
        writer.Field("typical_p"u8, request.TypicalP);
        writer.Field("repeat_penalty"u8, request.RepeatPenalty);
        writer.Field("repeat_last_n"u8, request.RepeatLastN);
        writer.Field("ignore_eos"u8, request.IgnoreEos);
        writer.Field("grammar"u8, request.Grammar);
        writer.Field("json_schema"u8, request.JsonSchema, static json => json.JsonElement);
        writer.Field("chat_template_kwargs"u8, request.ChatTemplateKwargs, static json => json.JsonElement);
        writer.Field("continue_final_message"u8, request.ContinueFinalMessage);
    }

    private static void WriteDialects(Utf8JsonWriter writer, ChatCompletionRequest request)
    {
        writer.Field("random_seed"u8, request.RandomSeed);
        writer.Field("safe_prompt"u8, request.SafePrompt);
        writer.Field("prompt_mode"u8, request.PromptMode);
        writer.Field("prompt"u8, request.Prompt);
        writer.Field("suffix"u8, request.Suffix);
        writer.Field("system"u8, request.SystemPrompt);
        writer.Field("template"u8, request.Template);
        writer.Field("raw"u8, request.Raw);
        writer.Field("format"u8, request.Format, static json => json.JsonElement);
        writer.Field("keep_alive"u8, request.KeepAlive, static json => json.KeepAlive);
        writer.Field("images"u8, request.Images, static json => json.IReadOnlyListString);
        writer.Field("options"u8, request.Options, static json => json.OllamaOptions);
        writer.Field("think"u8, request.Think, static json => json.ThinkSetting);
    }
}
