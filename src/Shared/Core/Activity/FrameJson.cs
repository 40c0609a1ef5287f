using System.Text.Encodings.Web;
using System.Text.Json;

namespace TmuxBuilder.Core.Activity;

/// <summary>How frames are written: compact, and with text as it is, since nothing ever puts a frame into a page's source.</summary>
internal static class FrameJson
{
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };
}
