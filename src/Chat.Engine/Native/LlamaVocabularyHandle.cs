namespace Chat.Engine.Native;

/// <summary>A model's vocabulary. It is part of the model, so releasing it only gives the reference on the model back.</summary>
/// <param name="vocabulary">What <c>llama_model_get_vocab</c> returned.</param>
/// <param name="model">The model it is part of.</param>
internal sealed class LlamaVocabularyHandle(nint vocabulary, LlamaModelHandle model)
    : ChildHandle(vocabulary, static _ => { }, model);
