using System.Text.Encodings.Web;
using System.Text.Json;

namespace TmuxBuilder.Core.Activity;

/// <summary>How frames are written: compact, with text as it is, since no frame ends up in a page's source.</summary>
internal static class FrameJson
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };
}
