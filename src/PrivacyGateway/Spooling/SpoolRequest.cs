namespace PrivacyGateway.Spooling;

/// <summary>A request to the writer.</summary>
internal abstract class SpoolRequest
{
    /// <summary>The approximate number of bytes that the request adds to a commit.</summary>
    public virtual long Bytes => 0;

    /// <summary>
    /// Completes the request without a store: nothing is spooled, and nothing is taken. No effect if it is completed already.
    /// </summary>
    public abstract void Decline();

    /// <summary>A periodic request: hits expire, the WAL is checkpointed, and opening an unavailable spool is retried.</summary>
    internal sealed class Tick : SpoolRequest
    {
        public override void Decline()
        {
            // No caller waits for it.
        }
    }
}
