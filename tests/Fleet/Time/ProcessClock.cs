namespace TmuxBuilder.Fleet.Time;

/// <summary>A process' own clock over the run's time; its timers ring on the run's thread.</summary>
internal sealed class ProcessClock(Process process, Timeline timeline, ClockError error) : TimeProvider
{
    private static readonly DateTimeOffset Beginning = new(2026, 2, 4, 7, 0, 0, TimeSpan.Zero);

    private readonly DateTimeOffset zero = Beginning + error.Offset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => zero.AddTicks(GetTimestamp());

    public override long GetTimestamp() => (long)(timeline.Now * error.Rate);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private long MomentIn(TimeSpan rest) => timeline.Now + (long)Math.Ceiling(rest.Ticks / error.Rate);

    private sealed class Timer(ProcessClock clock, TimerCallback callback, object? state) : ITimer
    {
        private Setting? set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            set = null;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                set = new Setting(this, period);
                clock.Set(clock.MomentIn(dueTime), set);
            }

            return true;
        }

        public void Dispose() => set = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Due(Setting setting)
        {
            if (set == setting)
            {
                clock.Run(static setting => ((Setting)setting!).RingNow(), setting);
            }
        }

        private void Ring(Setting setting)
        {
            if (set == setting)
            {
                set = null;
                if (setting.Period > TimeSpan.Zero)
                {
                    Change(setting.Period, setting.Period);
                }

                callback(state);
            }
        }

        private sealed class Setting(Timer timer, TimeSpan period) : Alarm
        {
            public TimeSpan Period => period;

            public override void Ring()
            {
                timer.Due(this);
            }

            public void RingNow() => timer.Ring(this);
        }
    }

    private void Set(long due, Alarm alarm) => timeline.At(due, alarm);

    private void Run(SendOrPostCallback callback, object state) => process.Run(callback, state);
}
