export const render = () => '<h1>A desk, and nobody talks</h1><p>Twelve desks in an old house by the park. By the hour, by the day.</p><p><a href="/rooms">See the rooms</a></p>';
