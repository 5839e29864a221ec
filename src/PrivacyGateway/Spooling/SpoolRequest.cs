namespace PrivacyGateway.Spooling;

/// <summary>Something that waits for the one writer.</summary>
internal abstract class SpoolRequest
{
    /// <summary>Bytes that it will add to a commit, roughly.</summary>
    public virtual long Bytes => 0;

    /// <summary>Answers when there is no store: as if there were no room, and nothing to take.</summary>
    public abstract void Decline();
}
