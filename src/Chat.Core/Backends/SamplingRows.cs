using static Chat.Core.Backends.CapabilityRow;

namespace Chat.Core.Backends;

/// <summary>The rows of what chooses tokens and where an answer ends.</summary>
internal static class SamplingRows
{
    private const string OfServers =
        "OpenAI refuses fields that it does not know; they are sent, for other servers answer at its name too.";

    /// <summary>The rows.</summary>
    // openai azure mistral ollama ollama-v1 vllm llama-server ktransformers embedded
    public static CapabilityRow[] All { get; } =
    [
        Of("HHHEHHHHH", "temperature", note: "Ollama's /v1 takes 1 where it is left out."),
        Of("HHHEHHHHH", "top_p", note: "Ollama's /v1 takes 1 where it is left out."),
        Of("HHHEEHHEH", "n", note: "Emulated by as many requests."),
        Of("HHEEHHHIH", "seed", note: "Mistral names it random_seed."),
        Of("HHHEHHHIH", "stop", note: "OpenAI takes up to 4."),
        Of("HHHEHHHHH", "max_tokens", note: "Deprecated. OpenAI's reasoning models refuse it."),
        Of("HHEEEHHHH", "max_completion_tokens", note: "Sent under the name that the target knows."),
        .. Each("HHHEHHHIH", null, "frequency_penalty presence_penalty"),
        Of("HH?IIHHIH", "logit_bias"),
        .. Each("HH?HHHHIH", "llama-server refuses it in a stream with tools.", "logprobs top_logprobs"),
        .. Each("??REIHH?H", OfServers, "top_k min_p"),
        .. Each("??REIIH?H", OfServers, "typical_p repeat_penalty repeat_last_n"),
        Of("??RIIHH?H", "ignore_eos", note: OfServers),
        .. Each("??RIIIH?H", OfServers, "grammar json_schema"),
        .. Each(
            "??RIIIH?I",
            OfServers,
            "dry_multiplier dry_base dry_allowed_length dry_penalty_last_n dry_sequence_breakers xtc_probability xtc_threshold mirostat "
                + "mirostat_tau mirostat_eta dynatemp_range dynatemp_exponent top_n_sigma min_keep samplers n_keep n_probs "
                + "post_sampling_probs cache_prompt id_slot t_max_predict_ms timings_per_token return_tokens lora reasoning_format"
        ),
        .. Each("??RIIHH?H", OfServers, "chat_template_kwargs continue_final_message"),
        .. Each(
            "??RIIHI?I",
            OfServers,
            "repetition_penalty length_penalty use_beam_search stop_token_ids include_stop_str_in_output min_tokens skip_special_tokens "
                + "spaces_between_special_tokens truncate_prompt_tokens prompt_logprobs allowed_token_ids bad_words echo "
                + "add_generation_prompt add_special_tokens documents chat_template mm_processor_kwargs structured_outputs priority "
                + "request_id return_tokens_as_token_ids return_token_ids cache_salt vllm_xargs thinking_token_budget include_reasoning"
        ),
    ];
}
