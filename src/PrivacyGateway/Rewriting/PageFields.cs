using System.Buffers;
using PrivacyGateway.Hits;

namespace PrivacyGateway.Rewriting;

/// <summary>
/// Rewrites the fields of <c>p</c>, each by its decoded text. If the level coarsens the device, screen, color depth, viewport and time are
/// coarsened and fields of an unexpected form are stripped. At any level the referrer is shortened as the policy says. (Protocol §1.3.)
/// </summary>
internal static class PageFields
{
    private enum Shape
    {
        Version,
        Text,
        Number,
        Size,
        Depth,
        Time,
        Referrer,
    }

    /// <summary>Version, page, JavaScript, screen, color depth, cookies, time, referrer, viewport, Java.</summary>
    private static readonly Shape[] Layout =
        [Shape.Version, Shape.Text, Shape.Number, Shape.Size, Shape.Depth, Shape.Number, Shape.Time, Shape.Referrer, Shape.Size,
            Shape.Number];

    /// <summary>The color depth of nearly every screen.</summary>
    private static ReadOnlySpan<byte> CommonDepth => "24"u8;

    /// <param name="decoded">The whole pair.</param>
    /// <param name="rules">The rules for coarsening, and for names inside page name and referrer.</param>
    /// <param name="output">Gets the rewritten pair.</param>
    /// <param name="trace">Records what is stripped.</param>
    public static void Rewrite(in DecodedText decoded, ParameterRules rules, ByteBuffer output, Trace trace)
    {
        var origins = ArrayPool<int>.Shared.Rent(decoded.Raw.Length + 1);
        decoded.WriteOrigins(origins);

        // If the value has no raw comma, the client encoded the separators too. Otherwise an encoded comma belongs to the page's name.
        var areEncoded = !decoded.Raw.Contains((byte)',');
        var text = decoded.Text;
        var raw = decoded.Raw;
        var start = text.IndexOf((byte)'=') + 1;
        output.Append(raw[..origins[start]]);
        var surplus = areEncoded ? Math.Max(text[start..].Count((byte)',') + 1 - Layout.Length, 0) : 0;
        for (var index = 0; start <= text.Length; index++)
        {
            var end = FindFieldEnd(text, raw, origins, start, areEncoded);
            if (index >= Layout.Length + surplus && rules.CoarsensDevice)
            {
                Strip(trace);
            }
            else
            {
                if (index > 0)
                    output.Append(raw[origins[start - 1]..origins[start]]);

                // Surplus commas of an encoded value belong to the page's name: readers count from the right.
                var shape = Layout[index <= 1 + surplus ? Math.Min(index, 1) : Math.Min(index - surplus, Layout.Length - 1)];
                Rewrite(shape, text[start..end], raw[origins[start]..origins[end]], rules, output, trace);
            }

            start = end + 1;
        }

        ArrayPool<int>.Shared.Return(origins);
    }

    private static int FindFieldEnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> raw, ReadOnlySpan<int> origins, int start, bool areEncoded)
    {
        for (var from = start; text[from..].IndexOf((byte)',') is >= 0 and var offset; from += offset + 1)
        {
            if (areEncoded || raw[origins[from + offset]] == ',')
                return from + offset;
        }

        return text.Length;
    }

    private static void Rewrite(
        Shape shape, ReadOnlySpan<byte> field, ReadOnlySpan<byte> raw, ParameterRules rules, ByteBuffer output, Trace trace)
    {
        // Raw commas in a page's name shift the fields after it.
        if (shape == Shape.Referrer || (shape != Shape.Text && field.IndexOf("://"u8) > 0))
        {
            RewriteReferrer(raw, rules, output, trace);
        }
        else if (shape == Shape.Text || !rules.CoarsensDevice)
        {
            RewriteText(raw, rules, output, trace);
        }
        else if (shape == Shape.Depth && IsNumber(field))
        {
            output.Append(CommonDepth);
        }
        else if (field.IsEmpty || IsOfShape(shape, field))
        {
            output.Append(raw);
        }
        else if (shape is not (Shape.Size or Shape.Time) || !CoarseField.TryWrite(field, output))
        {
            Strip(trace);
        }
    }

    private static void RewriteReferrer(ReadOnlySpan<byte> raw, ParameterRules rules, ByteBuffer output, Trace trace)
    {
        using var scratch = new DecodeBuffer(raw.Length);
        var decoded = scratch.Decode(raw);
        var length = rules.Referrers.GetForwardedLength(decoded.Text);
        if (length < decoded.Text.Length)
        {
            trace.AddStripped(NameLocation.Parameter, "(referrer)", RuleNames.Referrer);
            var origins = ArrayPool<int>.Shared.Rent(raw.Length + 1);
            decoded.WriteOrigins(origins);
            raw = raw[..origins[length]];
            ArrayPool<int>.Shared.Return(origins);
        }

        RewriteText(raw, rules, output, trace);
    }

    private static void RewriteText(ReadOnlySpan<byte> raw, ParameterRules rules, ByteBuffer output, Trace trace)
    {
        if (IsPlain(raw, rules))
        {
            output.Append(raw);
            return;
        }

        using var scratch = new DecodeBuffer(raw.Length);
        var decoded = scratch.Decode(raw);
        if (rules.CoarsensDevice)
            NestedNames.CutPageText(decoded, rules, output, trace);
        else
            NestedNames.Cut(decoded, rules, rules.Personal, output, trace);
    }

    /// <summary>Whether the text needs no decoding, and contains nothing to strip or coarsen.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> raw, ParameterRules rules) =>
        !raw.ContainsAny(PairRewriter.SpecialBytes) && !PersonalValues.MayOccurIn(raw, rules.Personal)
        && !(rules.CoarsensDevice && CoarseField.IsSizeOrTime(raw.Trim(" +"u8)));

    private static bool IsNumber(ReadOnlySpan<byte> field) => !field.IsEmpty && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    /// <summary>A time in whole seconds is already as coarse as a coarsened one.</summary>
    private static bool IsOfShape(Shape shape, ReadOnlySpan<byte> field)
    {
        const int SecondsDigits = 10;
        const int MaxDigits = 2;
        var isNumber = !field.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        return shape switch
        {
            Shape.Version => isNumber && field.Length <= MaxDigits + 2,
            Shape.Time => isNumber && (field.Length <= MaxDigits || (field.Length == SecondsDigits && field[0] == '1')),
            _ => isNumber && field.Length <= MaxDigits,
        };
    }

    private static void Strip(Trace trace) => trace.AddStripped(NameLocation.Parameter, "(page field)", RuleNames.PageField);
}
