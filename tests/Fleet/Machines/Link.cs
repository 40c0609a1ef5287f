using TmuxBuilder.Core.Ports;
using TmuxBuilder.Fleet.Stores;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>The way between one process and the store and the doorbells, with what befalls it.</summary>
internal sealed class Link(Timeline timeline, Random chance) : ILink
{
    /// <summary>As the adapters give up a call.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestDetour = TimeSpan.FromSeconds(40);

    /// <summary>Takes the name of every call when it is sent; for whoever looks for the cause of a fault.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>Nothing comes through.</summary>
    public bool IsCut { get; set; }

    /// <summary>What a call may take longer than usual.</summary>
    public TimeSpan Slow { get; set; }

    /// <summary>How many answers of a hundred are lost: the call was done, and nobody knows.</summary>
    public int LostAnswers { get; set; }

    /// <summary>How many calls of a hundred arrive long after they were given up.</summary>
    public int Detours { get; set; }

    /// <summary>Whether it is as it should be.</summary>
    public bool IsWell => !IsCut && Slow == TimeSpan.Zero && LostAnswers == 0 && Detours == 0;

    public void Mend() => (IsCut, Slow, LostAnswers, Detours) = (false, TimeSpan.Zero, 0, 0);

    public Task<T> CallAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        Say?.Invoke(call.Method.Name);
        var sent = new Call<T>(this, call, timeline.Now + Patience.Ticks);
        sent.Watch(cancellationToken);
        if (IsCut)
        {
            timeline.At(sent.GivenUp, new Act(sent.Fail));
            return sent.Task;
        }

        var way = TimeSpan.TicksPerMillisecond * chance.Next(2, 12);
        if (Slow > TimeSpan.Zero)
        {
            way += (long)(Slow.Ticks * chance.NextDouble());
        }

        if (Detours > 0 && chance.Next(100) < Detours)
        {
            way += (long)(LongestDetour.Ticks * chance.NextDouble());
        }

        timeline.At(timeline.Now + way, sent);
        if (timeline.Now + way > sent.GivenUp)
        {
            timeline.At(sent.GivenUp, new Act(sent.Fail));
        }

        return sent.Task;
    }

    private bool LosesAnswer() => IsCut || (LostAnswers > 0 && chance.Next(100) < LostAnswers);

    private sealed class Call<T>(Link link, Func<T> call, long givenUp) : Alarm
    {
        private readonly TaskCompletionSource<T> answer = new();
        private CancellationTokenRegistration watch;

        public long GivenUp => givenUp;

        public Task<T> Task => answer.Task;

        public void Watch(CancellationToken cancellationToken) => watch = cancellationToken.UnsafeRegister(
            static (call, token) => ((Call<T>)call!).answer.TrySetCanceled(token), this);

        public override void Ring()
        {
            var result = call();
            if (link.LosesAnswer())
            {
                link.Give(this);
                return;
            }

            watch.Dispose();
            answer.TrySetResult(result);
        }

        public void Fail()
        {
            watch.Dispose();
            answer.TrySetException(new StoreUnavailableException("No answer came."));
            _ = answer.Task.Exception;
        }
    }

    private void Give<T>(Call<T> up) => timeline.At(up.GivenUp, new Act(up.Fail));
}
