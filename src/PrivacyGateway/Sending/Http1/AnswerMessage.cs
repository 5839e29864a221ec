using System.Net;
using System.Net.Http;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Sending.Http1;

/// <summary>A complete answer to a hit on its way through the forwarder, as plain lines and bytes: nobody there looks at its headers or content.</summary>
internal sealed class AnswerMessage(int status, IReadOnlyList<HeaderLine> lines, ReadOnlyMemory<byte> body) : HttpResponseMessage((HttpStatusCode)status)
{
    public IReadOnlyList<HeaderLine> Lines => lines;

    public ReadOnlyMemory<byte> Body => body;
}
