// The protocol of chatd. Generated from the C# types of src/Chat.Rpc/Protocol: do not edit.
// tests/Chat.Rpc.Tests/Protocol/TypeScriptTests.cs fails when it is out of date, and says how to renew it.

export type CurrentProtocolVersion = "1.0";

export type ErrorKind = "internal" | "authentication" | "permission" | "notFound" | "invalidRequest" | "contextOverflow" | "rateLimited" | "quotaExceeded" | "overloaded" | "connection" | "timeout.connect" | "timeout.firstToken" | "timeout.idle" | "timeout.total" | "tls" | "protocol" | "incomplete" | "contentFiltered" | "engineCrashed" | "modelInvalid" | "modelUnsupported" | "outOfMemory" | "toolDenied" | "toolFailed" | "budgetExceeded" | "cancelled";

/** The codes of error answers. */
export interface ErrorCodes {
  /** The body is not JSON, or the frame cannot be read. */
  parseError: -32700;
  /** The JSON is not a message, or one that may not come now. */
  invalidRequest: -32600;
  /** There is no such method. */
  methodNotFound: -32601;
  /** The params do not fit the method. */
  invalidParams: -32602;
  /** A fault of the program that was asked. */
  internalError: -32603;
  /** A request came before `initialize`. */
  notInitialized: -32002;
  /** The caller cancelled the request. */
  requestCancelled: -32800;
  /** The request is sound but failed; the data say why. */
  requestFailed: -32803;
}

/** The requests of the protocol. */
export interface Requests {
  /** Begins a connection; nothing else is answered before it. */
  "initialize": { params: InitializeParams; result: InitializeResult };
  /** Ends the work; after it only `exit` is heeded. */
  "shutdown": { params: NoFields; result: NoFields };
  /** Completes a chat. */
  "chat/complete": { params: ChatCompleteParams; result: ChatCompleteResult };
  /** Proposes text at a cursor. */
  "completion/inline": { params: InlineParams; result: InlineResult };
  /** Lists models. */
  "models/list": { params: ModelsListParams; result: ModelsListResult };
  /** Loads a model into memory. */
  "models/load": { params: ModelParams; result: ModelResult };
  /** Takes a model out of memory. */
  "models/unload": { params: ModelParams; result: ModelResult };
  /** Downloads a model. */
  "models/pull": { params: ModelParams; result: ModelResult };
  /** Counts tokens. */
  "tokens/count": { params: TokensCountParams; result: TokensCountResult };
  /** Lists profiles. */
  "profiles/list": { params: NoFields; result: ProfilesListResult };
  /** Asks a profile's server whether it is there. */
  "profiles/test": { params: ProfilesTestParams; result: ProfilesTestResult };
  /** Tells how the engine is. */
  "status/get": { params: NoFields; result: StatusResult };
  /** Ends an engine host. Its shape never changes, whatever the protocol's version: a newer program ends an older host with it. */
  "engine/stop": { params: EngineStopParams; result: NoFields };
}

/** The notifications of the protocol. */
export interface Notifications {
  /** The client has read the answer to `initialize`. */
  "initialized": NoFields;
  /** Ends the connection. */
  "exit": NoFields;
  /** Stops a request, which is still answered. */
  "$/cancelRequest": CancelParams;
  /** Tells how far a request is. */
  "$/progress": ProgressParams;
  /** The next piece of a stream. */
  "chat/chunk": ChatChunkParams;
  /** How far the reader of a stream is. */
  "chat/ack": ChatAckParams;
  /** The engine's state changed. */
  "status/changed": StatusResult;
  /** The engine host ends, and takes no more requests: what it refuses or leaves unanswered after this goes to the next one. Not a crash. */
  "engine/closing": NoFields;
}

/** A choice among some of the tools. Source: OpenAI chat completions specification 2.3.0, `tool_choice.allowed_tools`. */
export interface AllowedTools {
  /** `auto` or `required`. */
  mode: string;
  /** The tools that may be called. */
  tools: ToolReference[];
  /** Every other field. */
  [field: string]: unknown;
}

/** A note on an answer. Source: OpenAI chat completions specification 2.3.0, `choices[].message.annotations[]`. */
export interface Annotation {
  /** The kind: `url_citation`, or a server's own word. */
  type: string;
  /** The page of type `url_citation`. */
  url_citation?: UrlCitation;
  /** Every other field. */
  [field: string]: unknown;
}

/** Where a person is, roughly. Source: OpenAI chat completions specification 2.3.0, `web_search_options.user_location.approximate`. */
export interface ApproximateLocation {
  /** The city, in free text. */
  city?: string;
  /** The region, in free text. */
  region?: string;
  /** The country, as two letters of ISO 3166-1. */
  country?: string;
  /** The time zone, as a name of the IANA database. */
  timezone?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A spoken answer, or the id of one inside a later request. Source: OpenAI chat completions specification 2.3.0, `choices[].message.audio`. */
export interface AudioMessage {
  /** The id by which a later request names it. */
  id?: string;
  /** When the server forgets it, in seconds since 1970-01-01 UTC. */
  expires_at?: number;
  /** The sound, in base64. */
  data?: string;
  /** What is said. */
  transcript?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** How spoken answers sound. Source: OpenAI chat completions specification 2.3.0, `audio`. */
export interface AudioOutput {
  /** The voice. */
  voice?: string | AudioVoiceReference;
  /** `wav`, `aac`, `mp3`, `flac`, `opus` or `pcm16`. */
  format?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A custom voice meant by its id. Source: OpenAI chat completions specification 2.3.0, `audio.voice`. */
export interface AudioVoiceReference {
  /** The voice's id. */
  id: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** Params of `$/cancelRequest`. The request is still answered, once. Source: LSP 3.17. */
export interface CancelParams {
  /** The request. */
  id: number | string;
}

/** Params of `chat/ack`: how far the reader of a stream with a window is. */
export interface ChatAckParams {
  /** The stream. */
  stream: number | string;
  /** The last piece that was used up; with a window of `w`, pieces up to `seq + w` may come. */
  seq: number;
}

/** One answer of a completion. Source: OpenAI chat completions specification 2.3.0, `choices[]`. */
export interface ChatChoice {
  /** Which of the `n` answers this is, from 0; where a server numbers none, its place in the list. */
  index?: number;
  /** The answer's message. */
  message: ChatMessage;
  /** Why the model stopped, in the server's own word; null when the answer was cut before it said so, or said it with an empty word. */
  finish_reason?: string | null;
  /** The log probabilities, when asked for. */
  logprobs?: ChoiceLogprobs | null;
  /** Every other field. */
  [field: string]: unknown;
}

/** Params of `chat/chunk`: the next piece of a stream. Pieces come in order, and none after the result. */
export interface ChatChunkParams {
  /** The stream. */
  stream: number | string;
  /** The number of this piece: 0, 1, 2 and so on. */
  seq: number;
  /** The chunks, at least one. */
  chunks: ChatCompletionChunk[];
  /** True when the last of these chunks is the last of the stream; else null. */
  last?: boolean;
}

/** Params of `chat/complete`. With `stream` the answer comes in `chat/chunk` notifications before the result. */
export interface ChatCompleteParams {
  /** The request. */
  request: ChatCompletionRequest;
  /** The model reference; null takes the request's own `model`, and without one the default. */
  model?: string;
  /** The name of the stream, new on this connection; null for an answer in one piece. */
  stream?: number | string;
  /** How many `chat/chunk`s may be on the way without a `chat/ack`, 1 to 1,024; null for any number: then only the connection itself holds a stream back. Default: null. */
  window?: number;
  /** True leaves `completion` out of the result, for a caller that gathers the chunks itself. Default: false. */
  chunksOnly?: boolean;
  /** The token of `$/progress`; null for none. */
  progress?: number | string;
  /** How urgent it is. Default: interactive. */
  priority?: RequestPriority;
  /** How long it may take; null leaves all phases to the profile. */
  timeouts?: RequestTimeouts;
}

/** Result of `chat/complete`. */
export interface ChatCompleteResult {
  /** The answer; null when the params asked for chunks only. */
  completion?: ChatCompletion;
  /** How the answer ended. */
  outcome: CompletionOutcome;
  /** What it cost in time, where the backend measures it. */
  timings?: CompletionTimings;
  /** What was not done as asked, a sentence each. */
  warnings: string[];
}

/** A whole answer. Fields this library does not know are kept and written back. Source: OpenAI chat completions specification 2.3.0, the `chat.completion` object; `timings` as in llama-server, `outcome` and `warnings` are this project's. */
export interface ChatCompletion {
  /** The answer's id; empty where a server gives none. */
  id?: string;
  /** Always `chat.completion` for an answer of this project, and where a server leaves it out. */
  object?: string;
  /** When the answer was begun, in whole seconds since 1970-01-01 UTC. */
  created?: number;
  /** The model that answered, in the server's own words; empty where it gives none. */
  model?: string;
  /** The answers, `n` of them, by index. */
  choices: ChatChoice[];
  /** The tokens used; null when the server did not say. */
  usage?: Usage;
  /** The class of service that the answer was made with. */
  service_tier?: string;
  /** What stands behind the model at the server; a change may change answers. */
  system_fingerprint?: string;
  /** The labels that the request gave. */
  metadata?: { [key: string]: string };
  /** What moderation found, when the request asked for it. */
  moderation?: ModerationReport;
  /** What it cost in time, where the backend measures it. */
  timings?: CompletionTimings;
  /** How the answer ended: incomplete when any choice was cut, else the first choice's outcome that is not completed, else completed. */
  outcome?: CompletionOutcome;
  /** What was not done as asked, a sentence each; null when all was. */
  warnings?: string[];
  /** Every other field. */
  [field: string]: unknown;
}

/** A piece of a streamed answer. Fields this library does not know are kept and written back. Source: OpenAI chat completions specification 2.3.0, the `chat.completion.chunk` object; `timings` on the last chunk as in llama-server. */
export interface ChatCompletionChunk {
  /** The answer's id, the same on every chunk. */
  id?: string;
  /** Always `chat.completion.chunk` for a chunk of this project, and where a server leaves it out. */
  object?: string;
  /** When the answer was begun, in whole seconds since 1970-01-01 UTC; the same on every chunk. */
  created?: number;
  /** The model that answers. */
  model?: string;
  /** What is added, by choice; empty on the chunk that brings the usage. */
  choices: ChunkChoice[];
  /** The tokens used by the whole request, on the last chunk when `stream_options.include_usage` asked for it. */
  usage?: Usage;
  /** The class of service that the answer is made with. */
  service_tier?: string;
  /** What stands behind the model at the server. */
  system_fingerprint?: string;
  /** What the answer cost in time, on the last chunk of backends that measure it. */
  timings?: CompletionTimings;
  /** What was not done as asked: on the first chunk what is known before the answer, on the last one what its making showed; null elsewhere. */
  warnings?: string[];
  /** How the answer ended, on a last chunk that knows it better than the finish reasons do (a stream that was cut or cancelled, or ended without a reason); null elsewhere. */
  outcome?: CompletionOutcome;
  /** The labels that the request gave. */
  metadata?: { [key: string]: string };
  /** What moderation found, when the request asked for it. */
  moderation?: ModerationReport;
  /** Random text by which OpenAI hides the length of tokens on the wire; it means nothing. */
  obfuscation?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A chat completion request with the wire's own field names. A field left null is not written, and the backend's default holds. Ranges are stated here and checked in one place, `ChatCompletionRequestChecks`. Sources: OpenAI chat completions specification 2.3.0; the fields of single servers name theirs. */
export interface ChatCompletionRequest {
  /** The conversation so far, oldest first. At least one message. */
  messages: ChatMessage[];
  /** The model to use, in the backend's own words. */
  model?: string;
  /** The spread of the choice between tokens, 0 to 2. 0 always takes the likeliest token. Default: the backend's. */
  temperature?: number;
  /** Keeps the likeliest tokens that together reach this probability, 0 to 1; 1 keeps all, 0 the likeliest alone. Default: the backend's. */
  top_p?: number;
  /** The most tokens to generate for each choice, 1 or more; reasoning tokens count. Default: up to the context window. */
  max_completion_tokens?: number;
  /** The older name of `maxCompletionTokens`, which wins when both are set. Deprecated by the specification, kept. */
  max_tokens?: number;
  /** How many answers to make, 1 to 128. Default: 1. */
  n?: number;
  /** The seed of the choice between tokens; the same seed and request give the same answer on the same engine. */
  seed?: number;
  /** Strings that end the answer and are not part of it. */
  stop?: string | string[];
  /** True asks for chunks. Set by the backend to fit the verb that was called. */
  stream?: boolean;
  /** What a stream carries beside the text. */
  stream_options?: StreamOptions;
  /** Lowers the logit of a token by this much for each time it has come up, −2 to 2; `repeatLastN` says where. Default: 0. */
  frequency_penalty?: number;
  /** Lowers the logit of a token by this much once it has come up, −2 to 2; `repeatLastN` says where. Default: 0. */
  presence_penalty?: number;
  /** Added to the logit of each named token, −100 to 100; the key is the token's id in decimal digits. */
  logit_bias?: { [key: string]: number };
  /** True returns the log probability of each token of the answer. Default: false. */
  logprobs?: boolean;
  /** How many likeliest tokens to return at each place, 0 to 20; needs `logprobs`. Default: 0. */
  top_logprobs?: number;
  /** The tools the model may call. */
  tools?: ChatTool[];
  /** Which of them it may or must call. Default: auto with tools, none without. */
  tool_choice?: string | ToolReference;
  /** True lets the model ask for several calls at once. Default: true. */
  parallel_tool_calls?: boolean;
  /** The older form of `tools`. Deprecated by the specification, kept. */
  functions?: FunctionDefinition[];
  /** The older form of `toolChoice`. Deprecated by the specification, kept. */
  function_call?: string | NamedTool;
  /** The form of the answer. Default: text. */
  response_format?: ResponseFormat;
  /** How much the model reasons before it answers. Default: the model's. */
  reasoning_effort?: string;
  /** How long the answer is to be. Default: medium. */
  verbosity?: string;
  /** Text that the answer is likely to repeat; makes answers faster. */
  prediction?: Prediction;
  /** What the answer is made of: `text`, `audio`. Default: text. */
  modalities?: string[];
  /** How a spoken answer sounds; needs `audio` in `modalities`. */
  audio?: AudioOutput;
  /** True keeps the answer at the server, to be read again by its id. Default: false. */
  store?: boolean;
  /** Labels for a stored answer: at most 16, keys of at most 64 and values of at most 512 characters. */
  metadata?: { [key: string]: string };
  /** The class of service. Default: auto. */
  service_tier?: string;
  /** The person behind the request. Deprecated in favour of `safetyIdentifier` and `promptCacheKey`, kept. */
  user?: string;
  /** A stable, nameless id of the person behind the request; at most 64 characters. */
  safety_identifier?: string;
  /** Requests of one key share a cache of prompts. */
  prompt_cache_key?: string;
  /** How long prompts stay cached: `in_memory` or `24h`. Deprecated in favour of `promptCacheOptions`, kept. */
  prompt_cache_retention?: string;
  /** How prompts are cached. */
  prompt_cache_options?: PromptCacheOptions;
  /** How the server moderates the request and its answer. */
  moderation?: ModerationOptions;
  /** Lets the model search the web. */
  web_search_options?: WebSearchOptions;
  /** Every other field. */
  [field: string]: unknown;
  /** The seed, under Mistral's name. `seed` is sent there as this. Source: Mistral API. */
  random_seed?: number;
  /** True puts a safety prompt before the conversation. Default: false. Source: Mistral API. */
  safe_prompt?: boolean;
  /** `reasoning` puts the prompt of reasoning models before the conversation. Source: Mistral API. */
  prompt_mode?: string;
  /** A text to go on from, in place of messages: the request then goes to `/api/generate`, and `messages` may be empty. Source: Ollama API. */
  prompt?: string;
  /** The text after the place to fill. Source: Ollama API, `/api/generate`. */
  suffix?: string;
  /** The instructions, in place of the model's own. Source: Ollama API, `/api/generate`. */
  system?: string;
  /** The prompt template, in place of the model's own. Source: Ollama API, `/api/generate`. */
  template?: string;
  /** True sends the prompt to the model without a template. Default: false. Source: Ollama API, `/api/generate`. */
  raw?: boolean;
  /** The form of the answer: `"json"` or a JSON Schema. `responseFormat` is sent as this. Source: Ollama API. */
  format?: unknown;
  /** How long the model stays in memory after the request. Default: 5 minutes. Source: Ollama API. */
  keep_alive?: number | string;
  /** Images in base64. Source: Ollama API, `/api/generate`. */
  images?: string[];
  /** The model options. Source: Ollama API. */
  options?: OllamaOptions;
  /** Whether, or how much, the model thinks before it answers. Source: Ollama API. */
  think?: boolean | string;
  /** The grammar that the answer follows, in GBNF, llama.cpp's notation; its first rule is `root`. With tools, a call may come in place of such an answer. llama-server's field. Default: none. */
  grammar?: string;
  /** The JSON Schema that the answer follows: the short form of `responseFormat`, which goes before it. llama-server's field. Default: none. */
  json_schema?: unknown;
  /** Variables for the model's chat template, an object: each member becomes one. Names that the conversation itself has (`messages`, `tools`) are not replaced. A field of vLLM and llama-server. Default: none. */
  chat_template_kwargs?: unknown;
  /** True lets the model go on within the last message, which must be the assistant's, in place of beginning one. A field of vLLM and llama-server. Default: false. */
  continue_final_message?: boolean;
  /** Keeps this many likeliest tokens; 0 keeps all. llama-server's field. Default: the backend's. */
  top_k?: number;
  /** Keeps tokens at least this fraction as likely as the likeliest, 0 to 1; 0 keeps all. llama-server's field. Default: the backend's. */
  min_p?: number;
  /** Keeps the tokens whose surprise is nearest to what is expected, up to this probability, over 0 to 1; 1 keeps all. llama-server's field. Default: 1. */
  typical_p?: number;
  /** Divides the positive logits, and multiplies the negative ones, of recent tokens, over 0 to 10; 1 is off. llama-server's field. Default: 1. */
  repeat_penalty?: number;
  /** How many last tokens of prompt and answer the three penalties look at, −1 (all of them) and up; 0 is off. llama-server's field. Default: 64. Servers without it look at the whole text so far. */
  repeat_last_n?: number;
  /** True goes on past the model's end-of-turn token, up to the token limit. llama-server's field. Default: false. */
  ignore_eos?: boolean;
}

/** What a chunk adds to a message. Source: OpenAI chat completions specification 2.3.0, `chat.completion.chunk`, `choices[].delta`. */
export interface ChatDelta {
  /** The message's role, on the first chunk of a choice; null elsewhere, and where a server sends an empty word. */
  role?: string;
  /** Text to append to the content; null when the chunk adds none. Of a list of parts (Mistral's reasoning models) it is the text of the text parts. */
  content?: string | ContentPart[];
  /** Text to append to the refusal; null when the chunk adds none. */
  refusal?: string;
  /** What is added to tool calls; null when the chunk adds none. */
  tool_calls?: ToolCallDelta[];
  /** What is added to the call of a deprecated function; null when the chunk adds none. */
  function_call?: FunctionCall;
  /** What is added to the spoken answer; null when the chunk adds none. */
  audio?: AudioMessage;
  /** Notes to add to the answer; null when the chunk adds none. */
  annotations?: Annotation[];
  /** Text to append to the reasoning; null when the chunk adds none. Read from `reasoning_content`, which wins when several come, `reasoning`, `thinking` or the content's thinking parts (Mistral), and written as it was read; set here it is `reasoning`. */
  reasoning?: string;
  reasoning_content?: string;
  thinking?: string;
  function_calls?: ToolCallDelta[];
  /** Every other field. */
  [field: string]: unknown;
}

/** One message of a conversation. The same type is sent in a request and received in an answer, so an answer's message can be appended to the next request as it is. Fields this library does not know are kept and written back. Source: OpenAI chat completions specification 2.3.0, `messages[]` and `choices[].message`. */
export interface ChatMessage {
  /** Who wrote the message. */
  role: string;
  /** The content; null when the message holds only tool calls or a refusal. Written even when null, as the specification asks. */
  content?: string | ContentPart[] | null;
  /** The author's name, to tell apart authors of the same role. */
  name?: string;
  /** The model's refusal text, when it declined to answer. */
  refusal?: string;
  /** The call that a `tool` message answers. */
  tool_call_id?: string;
  /** The calls that the model asks for, in order; null for none. */
  tool_calls?: ToolCall[];
  /** The call of a deprecated function; null for none. */
  function_call?: FunctionCall;
  /** The spoken answer; in a request the `id` of one given before. */
  audio?: AudioMessage;
  /** Notes on the answer, such as the web pages it leans on. */
  annotations?: Annotation[];
  /** Images in base64. Source: Ollama's own API, which has no content parts. */
  images?: string[];
  /** The tool whose result a `tool` message holds. Source: Ollama's own API. */
  tool_name?: string;
  /** The model's reasoning text, where the server gives it apart from the content. Servers name it `reasoning` (vLLM, Ollama's `/v1`, Groq), `reasoning_content` (DeepSeek, llama-server; it wins when several come) or `thinking` (Ollama), or send thinking parts in the content (Mistral). The name read is the name written; set here it is `reasoning`. */
  reasoning?: string;
  reasoning_content?: string;
  thinking?: string;
  function_calls?: ToolCall[];
  /** Every other field. */
  [field: string]: unknown;
}

/** A tool that a model may call. Source: OpenAI chat completions specification 2.3.0, `tools[]`. */
export interface ChatTool {
  /** The kind of tool: `function`, `custom`, or a server's own word. */
  type: string;
  /** The function of type `function`. */
  function?: FunctionDefinition;
  /** The tool of type `custom`. */
  custom?: CustomToolDefinition;
  /** Every other field. */
  [field: string]: unknown;
}

/** The log probabilities of a choice. Source: OpenAI chat completions specification 2.3.0, `choices[].logprobs`. */
export interface ChoiceLogprobs {
  /** Those of the content's tokens, in order. */
  content?: TokenLogprob[] | null;
  /** Those of the refusal's tokens, in order. */
  refusal?: TokenLogprob[] | null;
  /** Every other field. */
  [field: string]: unknown;
}

/** One choice's share of a chunk. Source: OpenAI chat completions specification 2.3.0, `chat.completion.chunk`, `choices[]`. */
export interface ChunkChoice {
  /** Which of the `n` answers this belongs to, from 0; where a server numbers none, its place in the list. */
  index?: number;
  /** What is added; empty where a server leaves it out (Azure's filter results). */
  delta?: ChatDelta;
  /** The log probabilities of the tokens whose text this chunk adds, when asked for. */
  logprobs?: ChoiceLogprobs;
  /** Why the model stopped, on the last chunk of a choice; null before, and where a server sends an empty word. */
  finish_reason?: string | null;
  /** Every other field. */
  [field: string]: unknown;
}

/** What a client can take. */
export interface ClientCapabilities {
  /** True when `$/progress` may be sent to it. Default: false. */
  progress?: boolean;
  /** True when `status/changed` may be sent to it. Default: false. */
  status?: boolean;
}

/** How a completion ended. A closed list: every stream ends in exactly one of these, and never twice. */
export type CompletionOutcome = "completed" | "length" | "tool_calls" | "filtered" | "cancelled" | "incomplete" | "failed";

/** What a completion cost in time. On the wire the field names are those of llama-server's `timings`, in milliseconds and tokens, with `ttft_ms` and `load_ms` added. */
export interface CompletionTimings {
  /** Prompt tokens taken from a cache instead of computed. */
  cache_n?: number;
  /** Prompt tokens computed. */
  prompt_n?: number;
  /** Milliseconds of computing the prompt. */
  prompt_ms?: number;
  /** Prompt tokens computed a second; 0 when no time was measured. Written, and worked out anew when read. */
  prompt_per_second?: number;
  /** Tokens generated, as the backend counts them: over all choices in the local engine and where several choices are made by several requests; else the server's own count. */
  predicted_n?: number;
  /** Milliseconds from the end of the prompt to the last token. */
  predicted_ms?: number;
  /** Tokens generated a second; 0 when no time was measured. Written, and worked out anew when read. */
  predicted_per_second?: number;
  /** Milliseconds from the request to its first token; null when none came. */
  ttft_ms?: number;
  /** Milliseconds of loading the model for this request; null when it was loaded already. */
  load_ms?: number;
  /** Every other field. */
  [field: string]: unknown;
}

/** What the generated tokens were. Source: OpenAI chat completions specification 2.3.0, `usage.completion_tokens_details`. */
export interface CompletionTokensDetails {
  /** Tokens of reasoning. */
  reasoning_tokens?: number;
  /** Tokens of sound. */
  audio_tokens?: number;
  /** Tokens of the prediction that came up in the answer. */
  accepted_prediction_tokens?: number;
  /** Tokens of the prediction that did not; they are billed all the same. */
  rejected_prediction_tokens?: number;
  /** Tokens of text. */
  text_tokens?: number;
  /** Every other field. */
  [field: string]: unknown;
}

/** One part of a message's content. The type word is open; the fields of types this library does not know are kept in `extensionData` and written back. Source: OpenAI chat completions specification 2.3.0, `messages[].content[]`. */
export interface ContentPart {
  /** The kind of part on the wire, such as `text` or `image_url`. */
  type: string;
  /** The text of a `text` part; null for other kinds. */
  text?: string;
  /** The image of an `image_url` part. A bare string, which Ollama takes, is kept as it is read. */
  image_url?: string | ImageUrl;
  /** The sound of an `input_audio` part. */
  input_audio?: InputAudio;
  /** The file of a `file` part. */
  file?: InputFile;
  /** The text of a `refusal` part of an assistant's message. */
  refusal?: string;
  /** The reasoning of a `thinking` part, itself a list of parts. Source: Mistral. */
  thinking?: ContentPart[];
  /** Ends a cached stretch of the prompt after this part. */
  prompt_cache_breakpoint?: PromptCacheBreakpoint;
  /** Every other field. */
  [field: string]: unknown;
}

/** A custom tool that a model asks to be called. Source: OpenAI chat completions specification 2.3.0, `tool_calls[].custom`. */
export interface CustomToolCall {
  /** The tool's name; null only in a delta that continues a call. */
  name?: string;
  /** The input text. */
  input?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A tool whose input is text and not JSON. Source: OpenAI chat completions specification 2.3.0, `tools[].custom`. */
export interface CustomToolDefinition {
  /** The name. */
  name: string;
  /** What it does, for the model to choose by. */
  description?: string;
  /** The form of its input. Default: any text. */
  format?: CustomToolFormat;
  /** Every other field. */
  [field: string]: unknown;
}

/** The form of a custom tool's input. Source: OpenAI chat completions specification 2.3.0, `tools[].custom.format`. */
export interface CustomToolFormat {
  /** `text` for any text, `grammar` for text that follows `grammar`. */
  type: string;
  /** The grammar of type `grammar`. */
  grammar?: ToolGrammar;
  /** Every other field. */
  [field: string]: unknown;
}

/** The state of the engine. */
export interface EngineStatus {
  /** `absent`, `starting`, `ready`, `draining` or `failed`. */
  state: string;
  /** The engine's process; null when there is none. */
  processId?: number;
  /** The engine's version; null when not known. */
  version?: string;
  /** What is wrong, one sentence; null when nothing is. */
  message?: string;
}

/** Params of `engine/stop`. The answer comes when the host takes no more requests and the next one can start. */
export interface EngineStopParams {
  /** True lets the requests that run come to their end; false cancels them. Default: false. */
  drain?: boolean;
}

/** A function that a model asks to be called. Source: OpenAI chat completions specification 2.3.0, `tool_calls[].function`. */
export interface FunctionCall {
  /** The function's name; null only in a delta that continues a call. */
  name?: string;
  /** The arguments as JSON text, exactly as the model wrote them: not checked, and not always valid. Servers that send an object (Ollama) are read as its text. */
  arguments?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A function that a model may call. Source: OpenAI chat completions specification 2.3.0, `tools[].function`. */
export interface FunctionDefinition {
  /** The name, of letters, digits, underscores and dashes; at most 64 characters. */
  name: string;
  /** What it does, for the model to choose by. */
  description?: string;
  /** Its parameters as a JSON Schema of type object; null for none. */
  parameters?: unknown;
  /** True makes the arguments follow the schema exactly. Default: false. */
  strict?: boolean;
  /** Every other field. */
  [field: string]: unknown;
}

/** An image. Source: OpenAI chat completions specification 2.3.0, `messages[].content[].image_url`. */
export interface ImageUrl {
  /** The address of the image, or its bytes as a `data:` URL. */
  url: string;
  /** How closely it is looked at: `auto`, `low` or `high`. Default: auto. */
  detail?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** Params of `initialize`, the first request of a connection. */
export interface InitializeParams {
  /** The version that the client speaks. */
  protocolVersion: string;
  /** The client. */
  client: PeerInfo;
  /** The process whose end ends the server, 1 or more; null for none: then the server ends with its connection alone. Source: LSP 3.17, "Initialize Request". */
  processId?: number;
  /** What the client can take; null for nothing beyond answers. */
  capabilities?: ClientCapabilities;
}

/** Result of `initialize`. */
export interface InitializeResult {
  /** The version that the server speaks; of the client's major version. */
  protocolVersion: string;
  /** The server. */
  server: PeerInfo;
  /** What the server can do. */
  capabilities: ServerCapabilities;
}

/** Text of another place that helps an inline completion. */
export interface InlineContext {
  /** Where it is from. */
  path: string;
  /** The text. */
  text: string;
}

/** A proposed text. */
export interface InlineItem {
  /** The text to put in. */
  text: string;
  /** What it takes the place of. */
  range: InlineRange;
}

/** Params of `completion/inline`: text to propose at the cursor of an editor. */
export interface InlineParams {
  /** The document's address, such as `file:///a.cs`; a name only, it is not opened. */
  document: string;
  /** The editor's name of the language. */
  languageId: string;
  /** The text before the cursor's line, as much as is to be looked at. */
  prefix: string;
  /** The cursor's line up to the cursor. */
  linePrefix: string;
  /** The text after the cursor, as much as is to be looked at. */
  suffix: string;
  /** Text of other places that helps; null for none. */
  context?: InlineContext[];
  /** The model reference; null for the default. */
  model?: string;
  /** The most tokens to generate, 1 or more; null for the default. */
  maxTokens?: number;
  /** What set it off: `automatic` or `explicit`; null for automatic. */
  trigger?: string;
  /** How long it may take; null for the defaults. */
  timeouts?: RequestTimeouts;
}

/** A stretch of text round the cursor, in UTF-16 code units from the cursor: negative before it, positive after it. */
export interface InlineRange {
  /** Where it starts, 0 or less. */
  start: number;
  /** Where it ends, 0 or more. */
  end: number;
}

/** Result of `completion/inline`. */
export interface InlineResult {
  /** The proposals, best first; may be empty. */
  items: InlineItem[];
  /** Prompt tokens taken from a cache. */
  reused?: number;
  /** Prompt tokens computed. */
  computed?: number;
  /** Why there is no proposal, one sentence; null when there is one. */
  reason?: string;
}

/** A sound. Source: OpenAI chat completions specification 2.3.0, `messages[].content[].input_audio`. */
export interface InputAudio {
  /** The bytes, in base64. */
  data: string;
  /** `wav` or `mp3`. */
  format: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A file. Source: OpenAI chat completions specification 2.3.0, `messages[].content[].file`. */
export interface InputFile {
  /** Its name. */
  filename?: string;
  /** Its bytes, in base64 as a `data:` URL. */
  file_data?: string;
  /** The id of a file uploaded before. */
  file_id?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A JSON Schema that the answer follows. Source: OpenAI chat completions specification 2.3.0, `response_format.json_schema`. */
export interface JsonSchemaFormat {
  /** The schema's name, of letters, digits, underscores and dashes; at most 64 characters. */
  name: string;
  /** What the answer is for. */
  description?: string;
  /** The schema. */
  schema?: unknown;
  /** True makes the answer follow the schema exactly. Default: false. */
  strict?: boolean;
  /** Every other field. */
  [field: string]: unknown;
}

/** Memory in use, in bytes. */
export interface MemoryStatus {
  /** The process as a whole (its resident set). */
  process?: number;
  /** Models; null when not known. */
  models?: number;
  /** Contexts and cached prefixes; null when not known. */
  contexts?: number;
}

/** A model that a backend offers. */
export interface ModelDescription {
  /** The model reference, such as `local/smollm2-135m-instruct`. */
  id: string;
  /** The model's name inside its profile. */
  name: string;
  /** The context window in tokens; null when not known. */
  contextLength?: number;
  /** The size of the model file in bytes; null when not known. */
  sizeBytes?: number;
  /** True when the model is in memory and ready. */
  loaded?: boolean;
}

/** Params of `models/load`, `models/unload` and `models/pull`. */
export interface ModelParams {
  /** The model reference. */
  model: string;
  /** The token of `$/progress`; null for none. */
  progress?: number | string;
}

/** Result of `models/load`, `models/unload` and `models/pull`. */
export interface ModelResult {
  /** The model, as it is now. */
  model: ModelDescription;
}

/** Params of `models/list`. */
export interface ModelsListParams {
  /** The profile to list; null for all. */
  profile?: string;
}

/** Result of `models/list`. */
export interface ModelsListResult {
  /** The models. */
  models: ModelDescription[];
  /** Profiles that could not be asked, a sentence each; null when all could. */
  warnings?: string[];
}

/** How the server moderates the request and its answer. Source: OpenAI chat completions specification 2.3.0, `moderation`. */
export interface ModerationOptions {
  /** The moderation model. */
  model?: string;
  /** What is done, for `input` and `output`. */
  policy?: unknown;
  /** Every other field. */
  [field: string]: unknown;
}

/** What moderation found. Source: OpenAI chat completions specification 2.3.0, `moderation`. */
export interface ModerationReport {
  /** The results, or the error, for the request. */
  input?: unknown;
  /** The results, or the error, for the answer. */
  output?: unknown;
  /** Every other field. */
  [field: string]: unknown;
}

/** The name of a tool inside a choice. Source: OpenAI chat completions specification 2.3.0, `tool_choice.function`. */
export interface NamedTool {
  /** The name of the function or custom tool. */
  name: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** Params or a result without fields: `{}`, and as params also nothing or null. */
export interface NoFields {
}

/** The model options of Ollama's own API. Source: Ollama API, `options`. */
export interface OllamaOptions {
  /** The context window in tokens. */
  num_ctx?: number;
  /** Prompt tokens computed at once. */
  num_batch?: number;
  /** Layers on the GPU. */
  num_gpu?: number;
  /** The GPU that holds small tensors. */
  main_gpu?: number;
  /** True maps the model file into memory. */
  use_mmap?: boolean;
  /** Threads that compute. */
  num_thread?: number;
  /** Prompt tokens kept when the context is shifted. */
  num_keep?: number;
  /** The seed of the choice between tokens. */
  seed?: number;
  /** The most tokens to generate; −1 is no limit. */
  num_predict?: number;
  /** Tokens drafted at once. */
  draft_num_predict?: number;
  /** Keeps this many likeliest tokens. */
  top_k?: number;
  /** Keeps the likeliest tokens that together reach this probability, 0 to 1. */
  top_p?: number;
  /** Keeps tokens at least this fraction as likely as the likeliest, 0 to 1. */
  min_p?: number;
  /** Keeps the tokens whose surprise is nearest to what is expected, 0 to 1. */
  typical_p?: number;
  /** How many last tokens the penalties look at; −1 is all. */
  repeat_last_n?: number;
  /** The spread of the choice between tokens. */
  temperature?: number;
  /** Divides the logits of recent tokens; 1 is off. */
  repeat_penalty?: number;
  /** Lowers the logit of a token once it has come up. */
  presence_penalty?: number;
  /** Lowers the logit of a token each time it has come up. */
  frequency_penalty?: number;
  /** The strings that end an answer. */
  stop?: string | string[];
  /** Every other field. */
  [field: string]: unknown;
}

/** The program at one end of a connection. */
export interface PeerInfo {
  /** The program's name, such as `chatd`. */
  name: string;
  /** The program's version; null when it does not say. */
  version?: string;
  /** The program's process; null when it does not say. */
  processId?: number;
}

/** Text that the answer is likely to repeat, such as the file being edited; makes answers faster. Source: OpenAI chat completions specification 2.3.0, `prediction`. */
export interface Prediction {
  /** Always `content` in the specification. */
  type: string;
  /** The text, as one string or as text parts. */
  content?: string | ContentPart[];
  /** Every other field. */
  [field: string]: unknown;
}

/** A profile, without its secrets. */
export interface ProfileSummary {
  /** The name. */
  name: string;
  /** The kind of server, such as `openai`. */
  kind: string;
  /** The base address; null for models that run here. */
  url?: string;
  /** The model when a reference names none; null when there is none. */
  model?: string;
  /** Where the key is kept, such as `env:OPENAI_API_KEY`; null for none. Never the key. */
  keySource?: string;
  /** True for the default profile. */
  isDefault?: boolean;
}

/** Result of `profiles/list`. */
export interface ProfilesListResult {
  /** The profiles, by name. */
  profiles: ProfileSummary[];
}

/** Params of `profiles/test`. */
export interface ProfilesTestParams {
  /** The profile's name. */
  profile: string;
}

/** Result of `profiles/test`. */
export interface ProfilesTestResult {
  /** True when the server answered. */
  ok: boolean;
  /** How long the answer took, in milliseconds; null without one. */
  latencyMs?: number;
  /** How many models the server listed; null without an answer. */
  models?: number;
  /** What went wrong; null when nothing did. */
  error?: RpcError;
}

/** Params of `$/progress`. Source: LSP 3.17; the value is this project's. */
export interface ProgressParams {
  /** The token that the request gave. */
  token: number | string;
  /** How far it is. */
  value: ProgressValue;
}

/** How far a request is. Values may be left out when they come faster than they are read; the last one may never come. */
export interface ProgressValue {
  /** What is being done: `queue`, `load`, `download`, `prefill`, or another word. */
  stage: string;
  /** How much of it is done, in `unit`s; null when not known. */
  done?: number;
  /** How much there is, in `unit`s; null when not known. */
  total?: number;
  /** What is counted: `bytes`, `tokens`, `requests`; null for nothing. */
  unit?: string;
  /** One sentence for a person; null for none. */
  message?: string;
}

/** The end of a cached stretch of the prompt. Source: OpenAI chat completions specification 2.3.0, `messages[].content[].prompt_cache_breakpoint`. */
export interface PromptCacheBreakpoint {
  /** Always `explicit` in the specification. */
  mode: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** How the server caches the prompt. Source: OpenAI chat completions specification 2.3.0, `prompt_cache_options`. */
export interface PromptCacheOptions {
  /** How long an entry is kept, such as `30m`. */
  ttl?: string;
  /** `implicit`, or `explicit` for breakpoints on content parts only. */
  mode?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** What the prompt's tokens were. Source: OpenAI chat completions specification 2.3.0, `usage.prompt_tokens_details`. */
export interface PromptTokensDetails {
  /** Tokens taken from a cache instead of computed. */
  cached_tokens?: number;
  /** Tokens of sound. */
  audio_tokens?: number;
  /** Tokens put into the cache. */
  cache_write_tokens?: number;
  /** Tokens of images. */
  image_tokens?: number;
  /** Tokens of text. */
  text_tokens?: number;
  /** Every other field. */
  [field: string]: unknown;
}

/** What an engine has to do. */
export interface QueueStatus {
  /** Sequences that are being decoded. */
  running?: number;
  /** Requests that wait for a place. */
  waiting?: number;
}

/** How soon a request is computed. While one of a higher priority has something to compute, those of a lower one stand still at their last token, and keep what they have computed as long as there is room for it. */
export type RequestPriority = "interactive" | "inline" | "background" | "prefill";

/** How long the phases of a completion may take, in milliseconds. Null leaves a phase to the profile. */
export interface RequestTimeouts {
  /** Until a connection is ready. */
  connectMs?: number;
  /** From then until the first token. */
  firstTokenMs?: number;
  /** Between two tokens. */
  idleMs?: number;
  /** For the whole answer. */
  totalMs?: number;
}

/** The form of the answer. Source: OpenAI chat completions specification 2.3.0, `response_format`. */
export interface ResponseFormat {
  /** `text`, `json_object`, `json_schema`, or a server's own word. */
  type: string;
  /** The schema of type `json_schema`. */
  json_schema?: JsonSchemaFormat;
  /** Every other field. */
  [field: string]: unknown;
}

/** An error as it is answered. Source: JSON-RPC 2.0, "Error object". */
export interface RpcError {
  /** The code, one of `RpcErrorCodes`. */
  code: number;
  /** One sentence: what happened. */
  message: string;
  /** What more is known; null when a peer of another make says nothing. */
  data?: RpcErrorData;
}

/** What more is known of an error. */
export interface RpcErrorData {
  /** The kind by its wire name, such as `contextOverflow`; null when a peer of another make says none. */
  kind?: ErrorKind;
  /** One sentence: what to do. */
  advice?: string;
  /** True when the same request may go through later without a change. */
  retryable?: boolean;
  /** About how many milliseconds to wait before the same request is sent again; null when nothing is known. */
  retryAfterMs?: number;
  /** The HTTP status, when a server answered with one. */
  httpStatus?: number;
  /** The server's id of the request, when it gave one. */
  requestId?: string;
  /** The field that is wrong, such as `params.request.n`; null when it is not about one. */
  field?: string;
  /** What had come before the failure, when anything had. */
  partial?: ChatCompletion;
}

/** What a server can do. */
export interface ServerCapabilities {
  /** The methods it answers. */
  methods: string[];
}

/** Result of `status/get`, and params of `status/changed`. */
export interface StatusResult {
  /** The engine. */
  engine: EngineStatus;
  /** What runs and waits. */
  queue: QueueStatus;
  /** The models in memory; null for none. */
  models?: ModelDescription[];
  /** The model that answered last; null for none. */
  model?: string;
  /** From the last request to its first token, in milliseconds; null for none yet. */
  lastLatencyMs?: number;
  /** Prompt tokens taken from a cache, in percent of all, 0 to 100; null for none yet. */
  reusePercent?: number;
  /** The memory in use; null when not known. */
  memory?: MemoryStatus;
}

/** What a stream carries beside the text. Source: OpenAI chat completions specification 2.3.0, `stream_options`. */
export interface StreamOptions {
  /** Asks for one last chunk with no choices and the usage of the whole request. Default: false. */
  include_usage?: boolean;
  /** False leaves out the random `obfuscation` text by which OpenAI hides the length of tokens on the wire. Default: true there. */
  include_obfuscation?: boolean;
  /** Every other field. */
  [field: string]: unknown;
}

/** A token of the answer and how likely it was. Source: OpenAI chat completions specification 2.3.0, `choices[].logprobs.content[]`. */
export interface TokenLogprob {
  /** The token as text; bytes that are no whole character show as U+FFFD, and `bytes` holds them. */
  token: string;
  /** The natural logarithm of the token's probability before sampling settings; 0 is certain, −9999 stands for next to never. Always finite: JSON has no infinity. */
  logprob?: number;
  /** The token's UTF-8 bytes, each 0 to 255; null when the server gives none. */
  bytes?: number[] | null;
  /** The likeliest tokens at this place, likeliest first; null inside such a list. */
  top_logprobs?: TokenLogprob[];
  /** Every other field. */
  [field: string]: unknown;
}

/** A token of a text. */
export interface TokenPiece {
  /** Its id in the model's vocabulary. */
  id: number;
  /** Its text; bytes that are no whole character show as U+FFFD. */
  text: string;
}

/** Params of `tokens/count`: either `text` or `messages`. It never asks a server. */
export interface TokensCountParams {
  /** The model reference; null for the default. */
  model?: string;
  /** A text, counted as it is. */
  text?: string;
  /** A conversation, counted as the model's template writes it. */
  messages?: ChatMessage[];
  /** True asks for the tokens themselves. Default: false. */
  pieces?: boolean;
}

/** Result of `tokens/count`. */
export interface TokensCountResult {
  /** How many tokens. */
  tokens: number;
  /** True when no tokenizer of the model is at hand and the count is a guess. Default: false. */
  isEstimate?: boolean;
  /** The reference of the model whose vocabulary was used; null when the server does not say. */
  model?: string;
  /** The tokens, in order; null when they were not asked for, or are not known. */
  pieces?: TokenPiece[];
}

/** A call that a model asks for. Source: OpenAI chat completions specification 2.3.0, `tool_calls[]`. */
export interface ToolCall {
  /** The id by which the tool's result names the call. Some servers leave it out; the accumulator then makes one. */
  id?: string;
  /** The kind: `function` or `custom`; null where a server leaves it out. */
  type?: string;
  /** The call of type `function`. */
  function?: FunctionCall;
  /** The call of type `custom`. */
  custom?: CustomToolCall;
  /** Every other field. */
  [field: string]: unknown;
}

/** What a chunk adds to a tool call. Source: OpenAI chat completions specification 2.3.0, `choices[].delta.tool_calls[]`. */
export interface ToolCallDelta {
  /** Which of the calls this belongs to, as the server counts; missing, null or shifted at some servers. */
  index?: number;
  /** The call's id, on its first delta; later deltas leave it out or empty. */
  id?: string;
  /** The kind of call, on its first delta. */
  type?: string;
  /** The name, and text to append to the arguments. */
  function?: FunctionCall;
  /** The name, and text to append to the input. */
  custom?: CustomToolCall;
  /** Every other field. */
  [field: string]: unknown;
}

/** The grammar that the input of a custom tool follows. Source: OpenAI chat completions specification 2.3.0, `tools[].custom.format.grammar`. */
export interface ToolGrammar {
  /** The grammar. */
  definition: string;
  /** The language of the grammar: `lark` or `regex`. */
  syntax: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** A tool meant by its kind and name: the object form of `tool_choice`, and an entry of `allowed_tools`. Source: OpenAI chat completions specification 2.3.0, `tool_choice`. */
export interface ToolReference {
  /** The kind: `function`, `custom`, `allowed_tools`, or a server's own word. */
  type: string;
  /** The function of type `function`. */
  function?: NamedTool;
  /** The tool of type `custom`. */
  custom?: NamedTool;
  /** The choice of type `allowed_tools`. */
  allowed_tools?: AllowedTools;
  /** Every other field. */
  [field: string]: unknown;
}

/** A web page that an answer leans on. Source: OpenAI chat completions specification 2.3.0, `choices[].message.annotations[].url_citation`. */
export interface UrlCitation {
  /** The first character of the text that leans on it, from 0. */
  start_index?: number;
  /** The last character of that text. */
  end_index?: number;
  /** The address. */
  url?: string;
  /** The page's title. */
  title?: string;
  /** Every other field. */
  [field: string]: unknown;
}

/** The tokens a request used. Source: OpenAI chat completions specification 2.3.0, `usage`. */
export interface Usage {
  /** Tokens of the prompt. */
  prompt_tokens?: number;
  /** Tokens generated, over all choices. */
  completion_tokens?: number;
  /** Both together. */
  total_tokens?: number;
  /** What the prompt's tokens were. */
  prompt_tokens_details?: PromptTokensDetails;
  /** What the generated tokens were. */
  completion_tokens_details?: CompletionTokensDetails;
  /** Every other field. */
  [field: string]: unknown;
}

/** Where the person who asks is. Source: OpenAI chat completions specification 2.3.0, `web_search_options.user_location`. */
export interface UserLocation {
  /** Always `approximate` in the specification. */
  type: string;
  /** The place. */
  approximate?: ApproximateLocation;
  /** Every other field. */
  [field: string]: unknown;
}

/** How the server searches the web for an answer. Source: OpenAI chat completions specification 2.3.0, `web_search_options`. */
export interface WebSearchOptions {
  /** How much of what is found goes into the prompt: `low`, `medium` or `high`. Default: medium. */
  search_context_size?: string;
  /** Where the person who asks is. */
  user_location?: UserLocation;
  /** Every other field. */
  [field: string]: unknown;
}
