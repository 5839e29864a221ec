using System.IO;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PrivacyGateway.Forwarding.AccessLog;

/// <summary>An answer's body whose bytes are counted on their way; apart from that it is the server's own, so that no answer looks otherwise for being logged.</summary>
internal sealed class CountedAnswer(IHttpResponseBodyFeature inner, ByteCount count) : IHttpResponseBodyFeature
{
    public Stream Stream => field ??= new CountedStream(inner.Stream, count);

    public PipeWriter Writer => field ??= new CountedWriter(inner.Writer, count);

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => inner.CompleteAsync();
}
