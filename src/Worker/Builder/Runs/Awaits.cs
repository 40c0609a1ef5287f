namespace TmuxBuilder.Builder.Runs;

/// <summary>
/// Awaiting without leaving the scheduler it is done on: a run under a scheduler of its own, in time of its own, can
/// then be repeated step by step (docs/simulation.md). Without one they change nothing.
/// </summary>
internal static class Awaits
{
    extension(Task task)
    {
        /// <summary>Waits for the end, whichever it is.</summary>
        public async Task EndAsync() => await task.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        /// <summary>
        /// The same task, completed on the scheduler of whoever asks: for the combinators of tasks, which go to the
        /// thread pool with one whose continuations must not run at once.
        /// </summary>
        public async Task HereAsync() => await task;

        /// <summary>Waits for the end of either.</summary>
        public Task OrAsync(Task other) => Task.WhenAny(task.HereAsync(), other.HereAsync());
    }
}
