using System.Buffers.Binary;

namespace PrivacyGateway.IntegrationTests.Http2;

/// <summary>A frame as it stands on the wire (RFC 9113, section 4.1).</summary>
internal sealed record Frame(byte Type, byte Flags, int Stream, byte[] Payload)
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte ResetStream = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte WindowUpdate = 8;
    public const byte Continuation = 9;

    public const byte EndStream = 1;
    public const byte Acknowledgement = 1;
    public const byte EndHeaders = 4;

    public const int HeadLength = 9;

    public bool Has(byte flag) => (Flags & flag) != 0;

    public byte[] Bytes()
    {
        var bytes = new byte[HeadLength + Payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Payload.Length << 8);
        bytes[3] = Type;
        bytes[4] = Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), Stream);
        Payload.CopyTo(bytes, HeadLength);
        return bytes;
    }

    public static Frame Reset(int stream) => new(ResetStream, 0, stream, [0, 0, 0, 8]);

    /// <summary>The error code in the payload of a RST_STREAM or GOAWAY; -1 for another frame.</summary>
    public int ErrorCode => Type switch
    {
        ResetStream => BinaryPrimitives.ReadInt32BigEndian(Payload),
        GoAway => BinaryPrimitives.ReadInt32BigEndian(Payload.AsSpan(4)),
        _ => -1,
    };
}
