using System.Net;

namespace PrivacyGateway.Forwarding;

/// <summary>The entry of a body in progress in <see cref="BufferBudget"/>. Only the budget changes its state, under its lock.</summary>
/// <param name="cancel">Cancels the pending read; called once, from another thread.</param>
/// <param name="address">The client address.</param>
/// <param name="deadline">The time limit for the whole body.</param>
internal sealed class ArrivingBody(Action cancel, IPAddress? address, TimeSpan deadline)
{
    private const int NetworkBytes = 8;

    /// <summary>IPv4 whole; IPv6 by its /64, one household.</summary>
    public ulong Address { get; } = NumberOf(address);

    public TimeSpan Deadline => deadline;

    public long BeganAt { get; set; }

    /// <summary>Bytes taken from the budget.</summary>
    public long Held { get; set; }

    /// <summary>The index in the budget's list; negative if it is not in the list.</summary>
    public int Index { get; set; } = -1;

    /// <summary>The reason why the body was evicted; null if it was not.</summary>
    public string? Loss { get; set; }

    public void Cancel() => cancel();

    private static ulong NumberOf(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out _))
            return 0;
        return BitConverter.ToUInt64(bytes[..NetworkBytes]);
    }
}
