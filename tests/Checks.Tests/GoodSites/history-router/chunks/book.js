export const render = ({ desks, said }) => `<h1>Book</h1>
<p>Desks: <button type="button" data-step="-1" aria-label="One less">−</button> <span>${desks}</span>
<button type="button" data-step="1" aria-label="One more">+</button></p>
<form><label>Your name <input name="name" required></label> <button>Keep a desk</button></form><p role="status">${said}</p>`;
