namespace Chat.Core.Tests.Support;

/// <summary>JSON that holds every field of the wire contract, so that every property of the wire types has a value.</summary>
internal static class EveryField
{
    private const string Logprobs = """
        {"content":[{"token":"a","logprob":-0.5,"bytes":[97],"top_logprobs":[{"token":"b","logprob":-1,"bytes":null}]}],
         "refusal":[{"token":"n","logprob":-2,"bytes":[110]}]}
        """;

    private const string Usage = """
        {"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,
         "prompt_tokens_details":{"cached_tokens":1,"audio_tokens":2,"cache_write_tokens":3,"image_tokens":4,"text_tokens":5},
         "completion_tokens_details":{"reasoning_tokens":1,"audio_tokens":2,"accepted_prediction_tokens":3,"rejected_prediction_tokens":4,"text_tokens":5}}
        """;

    private const string Top = $$$$$"""
         "usage":{{{{{Usage}}}}},"service_tier":"flex","system_fingerprint":"fp","metadata":{"k":"v"},
         "moderation":{"input":{"results":[]},"output":{"error":"e"}},"warnings":["seed is ignored"],
         "timings":{"cache_n":1,"prompt_n":10,"prompt_ms":100,"prompt_per_second":100,"predicted_n":20,"predicted_ms":100,
                    "predicted_per_second":200,"ttft_ms":5,"load_ms":6}
        """;

    private const string Annotations = """
        [{"type":"url_citation","url_citation":{"start_index":1,"end_index":2,"url":"u","title":"t"}}]
        """;

    private const string Answer = $$$$$"""
        {"role":"assistant","content":"c","refusal":"r","name":"n","reasoning":"w","reasoning_content":"w","thinking":"w",
         "tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
                       {"id":"b","type":"custom","custom":{"name":"g","input":"i"}}],
         "function_call":{"name":"f","arguments":"{}"},"audio":{"id":"a","expires_at":1,"data":"AA","transcript":"t"},
         "annotations":{{{{{Annotations}}}}},"images":["AA"]}
        """;

    /// <summary>A request with every field, each message role and each kind of content part.</summary>
    public const string Request = $$$$$"""
        {"messages":[
           {"role":"developer","content":"d","name":"n"},
           {"role":"system","content":[{"type":"text","text":"s","prompt_cache_breakpoint":{"mode":"explicit"}}]},
           {"role":"user","content":[
             {"type":"text","text":"t"},
             {"type":"image_url","image_url":{"url":"u","detail":"low"}},
             {"type":"image_url","image_url":"data:image/png;base64,AA"},
             {"type":"input_audio","input_audio":{"data":"AA","format":"wav"}},
             {"type":"file","file":{"filename":"f","file_data":"data:;base64,AA","file_id":"i"}}]},
           {{{{{Answer}}}}},
           {"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
           {"role":"assistant","content":[{"type":"refusal","refusal":"r"},{"type":"thinking","thinking":[{"type":"text","text":"t"}]}]},
           {"role":"tool","content":"r","tool_call_id":"a","tool_name":"f"},
           {"role":"function","content":"r","name":"f"}],
         "model":"m","temperature":0.5,"top_p":0.9,"max_completion_tokens":5,"max_tokens":6,"n":2,"seed":-7,"stop":["a","b"],"stream":true,
         "stream_options":{"include_usage":true,"include_obfuscation":true},"frequency_penalty":-1,"presence_penalty":1.5,
         "logit_bias":{"42":-100},"logprobs":true,"top_logprobs":3,
         "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"},"strict":true}},
                  {"type":"custom","custom":{"name":"g","description":"d","format":{"type":"grammar","grammar":{"definition":"x","syntax":"lark"}}}}],
         "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{"name":"f"}},
                                                                                    {"type":"custom","custom":{"name":"g"}}]}},
         "parallel_tool_calls":true,"functions":[{"name":"f","description":"d","parameters":{},"strict":true}],"function_call":{"name":"f"},
         "response_format":{"type":"json_schema","json_schema":{"name":"s","description":"d","schema":{"type":"object"},"strict":true}},
         "reasoning_effort":"xhigh","verbosity":"high","prediction":{"type":"content","content":[{"type":"text","text":"p"}]},
         "modalities":["text","audio"],"audio":{"voice":{"id":"v"},"format":"wav"},"store":true,"metadata":{"k":"v"},"service_tier":"priority",
         "user":"u","safety_identifier":"s","prompt_cache_key":"k","prompt_cache_retention":"24h","prompt_cache_options":{"ttl":"30m","mode":"explicit"},
         "moderation":{"model":"m","policy":{"input":{"mode":"block"}}},
         "web_search_options":{"search_context_size":"low","user_location":{"type":"approximate",
           "approximate":{"city":"c","region":"r","country":"CH","timezone":"Europe/Zurich"}}},
         "random_seed":3,"safe_prompt":true,"prompt_mode":"reasoning",
         "prompt":"p","suffix":"s","system":"s","template":"t","raw":true,"format":{"type":"object"},"keep_alive":"5m","images":["AA"],"think":"high",
         "options":{"num_ctx":1,"num_batch":2,"num_gpu":3,"main_gpu":4,"use_mmap":true,"num_thread":5,"num_keep":6,"seed":7,"num_predict":8,
           "draft_num_predict":9,"top_k":10,"top_p":0.5,"min_p":0.1,"typical_p":0.2,"repeat_last_n":11,"temperature":0.3,"repeat_penalty":1.1,
           "presence_penalty":0.4,"frequency_penalty":0.6,"stop":["a"]},
         "top_k":40,"min_p":0.05,"typical_p":0.8,"repeat_penalty":1.1,"repeat_last_n":-1,"ignore_eos":true,
         "grammar":"root ::= \"a\"","json_schema":{"type":"object"},"chat_template_kwargs":{"enable_thinking":false},"continue_final_message":true}
        """;

    /// <summary>Requests with the other forms of the fields that have several.</summary>
    public static IReadOnlyList<string> OtherForms { get; } =
    [
        """{"messages":[],"stop":"a","tool_choice":"required","function_call":"auto","prediction":{"type":"content","content":"p"}}""",
        """{"messages":[],"tool_choice":{"type":"function","function":{"name":"f"}},"audio":{"voice":"alloy","format":"mp3"}}""",
        """{"messages":[],"tool_choice":{"type":"custom","custom":{"name":"g"}},"keep_alive":30,"think":true,"format":"json"}""",
        """{"messages":[],"tool_choice":"any","keep_alive":-1,"think":false,"response_format":{"type":"text"}}""",
        """{"messages":[],"response_format":{"type":"json_object"},"tools":[{"type":"custom","custom":{"name":"g","format":{"type":"text"}}},{"type":"web_search"}]}""",
    ];

    /// <summary>An answer with every field.</summary>
    public const string Completion = $$$$$"""
        {"id":"i","object":"chat.completion","created":1700000000,"model":"m","choices":[
           {"index":1,"message":{{{{{Answer}}}}},"finish_reason":"model_length","logprobs":{{{{{Logprobs}}}}}}],
         {{{{{Top}}}}},"outcome":"length"}
        """;

    /// <summary>A chunk with every field.</summary>
    public const string Chunk = $$$$$"""
        {"id":"i","object":"chat.completion.chunk","created":1700000000,"model":"m","obfuscation":"o","choices":[
           {"index":1,"logprobs":{{{{{Logprobs}}}}},"finish_reason":"stop","delta":{"role":"assistant","content":"c","refusal":"r",
             "reasoning":"w","reasoning_content":"w","thinking":"w",
             "tool_calls":[{"index":1,"id":"a","type":"function","function":{"name":"f","arguments":"{"}},
                           {"index":2,"id":"b","type":"custom","custom":{"name":"g","input":"i"}}],
             "function_call":{"name":"f","arguments":"{"},"audio":{"id":"a","expires_at":1,"data":"AA","transcript":"t"},
             "annotations":{{{{{Annotations}}}}}}},
           {"index":2,"finish_reason":null,"delta":{"content":[{"type":"text","text":"t"},{"type":"thinking","thinking":[{"type":"text","text":"h"}]}]}}],
         {{{{{Top}}}}},"outcome":"length"}
        """;
}
