using System.IO;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PrivacyGateway.Forwarding.AccessLog;

/// <summary>
/// Counts the bytes of a response body. All calls are passed to Kestrel's feature, so that logging does not change a response.
/// </summary>
internal sealed class CountedResponseBody(IHttpResponseBodyFeature inner, CountedResponseBody.ByteCount count) : IHttpResponseBodyFeature
{
    public Stream Stream => field ??= new CountedStream(inner.Stream, count);

    public PipeWriter Writer => field ??= new CountedWriter(inner.Writer, count);

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => inner.StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        SendFileFallback.SendFileAsync(Stream, path, offset, count, cancellationToken);

    public Task CompleteAsync() => inner.CompleteAsync();

    /// <summary>Bytes written to one response body so far.</summary>
    internal sealed class ByteCount
    {
        public long Bytes { get; private set; }

        public void Add(int bytes) => Bytes += bytes;
    }
}
