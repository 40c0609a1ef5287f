namespace TmuxBuilder.Builder.Runs;

/// <content>A place among the agents that may work at once: asked for, granted later, given up.</content>
internal sealed partial class SessionRunner
{
    private IDisposable? place;
    private int placeRequest;
    private bool hasPlace;

    private void RequestPlace()
    {
        if (place is null)
        {
            var request = ++placeRequest;
            place = parts.Slots.Request(() => mailbox.Writer.TryWrite(new RunnerEvent.PlaceGranted(request)));
        }
    }

    /// <summary>Takes a place that is free: then nothing has changed since it was found what for.</summary>
    private bool TakePlace()
    {
        if (place is not null || parts.Slots.TryTake() is not { } free)
        {
            return false;
        }

        (place, hasPlace) = (free, true);
        return true;
    }

    private Task GrantedAsync(int request, CancellationToken cancellationToken)
    {
        if (place is null || request != placeRequest)
        {
            // Of a request that was taken back.
            return Task.CompletedTask;
        }

        hasPlace = true;
        return PlacedAsync(cancellationToken);
    }

    private void ReleasePlace()
    {
        place?.Dispose();
        (place, hasPlace) = (null, false);
    }
}
