import { Opening } from '@/app/Opening.tsx';

export default function Embed() {
  return <Opening />;
}
