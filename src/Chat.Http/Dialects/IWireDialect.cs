using System.Net.Http.Headers;
using System.Text.Json;
using Chat.Core.Backends;
using Chat.Core.Completions;
using Chat.Core.Errors;
using Chat.Core.Requests;
using Chat.Http.Exchange;
using Chat.Http.Failures;

namespace Chat.Http.Dialects;

/// <summary>How one family of servers writes requests and answers. Has no state of a request: one instance serves many at once.</summary>
internal interface IWireDialect
{
    /// <summary>The name of the family in a sentence, such as <c>Mistral</c>.</summary>
    string DisplayName { get; }

    /// <summary>The form of a streamed answer, which a request for one asks for. Default: server-sent events.</summary>
    string StreamType => MediaTypes.EventStream;

    /// <summary>Adds the key to a request.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="ChatException">The key cannot stand in a header.</exception>
    void Authorize(HttpRequestHeaders headers, string key);

    /// <summary>Writes a request as the server knows it.</summary>
    /// <param name="request">The request; checked: one with a field that the server refuses was thrown out before.</param>
    /// <param name="stream">True asks for chunks.</param>
    /// <exception cref="ChatException">The request cannot be written in this dialect.</exception>
    WireRequest Write(ChatCompletionRequest request, bool stream);

    /// <summary>Makes the reader of a streamed answer.</summary>
    /// <param name="response">The response, which the reader disposes of.</param>
    /// <param name="body">Its body.</param>
    /// <param name="context">What the reading needs to know.</param>
    IChunkSource OpenStream(HttpResponseMessage response, Stream body, StreamContext context);

    /// <summary>Reads an answer that came whole.</summary>
    /// <param name="json">The body.</param>
    /// <param name="isCut">True where the body was cut and closed again: what says that an answer is whole may be missing.</param>
    /// <exception cref="JsonException">It is no answer of this dialect.</exception>
    /// <exception cref="ServerFailureException">It broke off or brought an error after a part of the answer, which the failure holds.</exception>
    ChatCompletion ReadAnswer(ReadOnlySpan<byte> json, bool isCut = false);

    /// <summary>The path of the list of models, with its query, relative to the base address.</summary>
    string ModelsPath { get; }

    /// <summary>Reads the list of models.</summary>
    /// <param name="json">The body.</param>
    /// <exception cref="JsonException">It is no list of this dialect.</exception>
    IReadOnlyList<ModelDescription> ReadModels(ReadOnlySpan<byte> json);
}
