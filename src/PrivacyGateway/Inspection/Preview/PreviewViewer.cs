using System.Threading.Channels;

namespace PrivacyGateway.Inspection.Preview;

/// <summary>A page that shows a session's hits as they come.</summary>
internal sealed class PreviewViewer
{
    /// <summary>Hits that wait for a page that reads slowly; further ones push out the oldest.</summary>
    private const int Most = 64;

    private readonly Channel<HitView> _hits = Channel.CreateBounded<HitView>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public ChannelReader<HitView> Hits => _hits.Reader;

    /// <summary>Never waits.</summary>
    public void Add(HitView hit) => _hits.Writer.TryWrite(hit);

    /// <summary>The session has ended.</summary>
    public void End() => _hits.Writer.TryComplete();
}
