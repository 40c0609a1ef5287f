using System.Globalization;
using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>Tells the bytes of an upload as the percent of the work they are, once a second at most.</summary>
internal sealed class UploadProgress(Deploy deploy, TimeProvider time) : IProgress<(long Done, long Total)>
{
    private const int From = 80;
    private const int To = 90;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long last = time.GetTimestamp();
    private int told = From;

    public void Report((long Done, long Total) value)
    {
        lock (gate)
        {
            var percent = From + (int)((To - From) * value.Done / Math.Max(1, value.Total));
            if (percent <= told || percent == To || time.GetElapsedTime(last) < Pause)
            {
                return;
            }

            (told, last) = (percent, time.GetTimestamp());
            deploy.Tell(ActivityTypes.Progress, percent.ToString(CultureInfo.InvariantCulture));
        }
    }
}
