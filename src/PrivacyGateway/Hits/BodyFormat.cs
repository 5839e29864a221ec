namespace PrivacyGateway.Hits;

/// <summary>Whether the gateway can read a body as hits.</summary>
internal enum BodyFormat
{
    Empty,

    /// <summary>A form, or one hit a line, in a one-byte encoding compatible with ASCII.</summary>
    Text,

    /// <summary>A type that no pixel and no SDK sends, or an encoding that hides the content.</summary>
    Unreadable,
}
